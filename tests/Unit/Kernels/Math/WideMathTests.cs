using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>The functions on 512 bits give the bits of those on shorter vectors, so that a result does not depend on where a loop changes from one to the other.</summary>
public sealed class WideMathTests
{
    public static TheoryData<string> Names => ["Exp", "Log", "Tanh", "Sigmoid", "Gelu", "GeluTanh"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sixteen_floats_at_once_have_the_bits_of_single_ones(string name)
    {
        if (!WideMath.IsFast)
        {
            return; // nothing calls them
        }

        (Func<Vector<float>, Vector<float>> narrow, Func<Vector512<float>, Vector512<float>> wide) = name switch
        {
            "Exp" => ((Func<Vector<float>, Vector<float>>)VectorMath.Exp, (Func<Vector512<float>, Vector512<float>>)WideMath.Exp),
            "Log" => (VectorMath.Log, WideMath.Log),
            "Tanh" => (VectorMath.Tanh, WideMath.Tanh),
            "Sigmoid" => (VectorMath.Sigmoid, WideMath.Sigmoid),
            "Gelu" => (VectorMath.Gelu, WideMath.Gelu),
            _ => (VectorMath.GeluTanh, WideMath.GeluTanh),
        };
        Over(x => Same(name, x, narrow(new Vector<float>(x))[0], wide(Vector512.Create(x))[0]));
    }

    [Fact]
    public void The_slope_of_gelu_has_the_same_bits_on_512_bits()
    {
        if (WideMath.IsFast)
        {
            Over(x => Same("GeluTanhGrad", x, VectorMath.GeluTanhGrad(new Vector<float>(1.5f), new Vector<float>(x))[0], WideMath.GeluTanhGrad(Vector512.Create(1.5f), Vector512.Create(x))[0]));
            Over(x => Same("GeluGrad", x, VectorMath.GeluGrad(new Vector<float>(1.5f), new Vector<float>(x))[0], WideMath.GeluGrad(Vector512.Create(1.5f), Vector512.Create(x))[0]));
        }
    }

    [Fact]
    [Trait("Category", VectorWidthTests.Trait)]
    public void The_slope_of_gelu_is_within_its_bound() => Over(x =>
    {
        double expected = ScalarMath.GeluSlope(x), actual = VectorMath.GeluGrad(Vector<float>.One, new Vector<float>(x))[0];
        Assert.True(double.IsNaN(x) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= 2e-7, $"at {x:R}: {actual:R}, expected {expected:R}");
    });

    [Fact]
    [Trait("Category", VectorWidthTests.Trait)]
    public void The_slope_of_gelu_by_tanh_is_within_its_bounds()
    {
        double magnified = Fma.IsSupported || AdvSimd.IsSupported ? 5e-7 : 2e-5; // of the slope itself, far below 0; without multiply-adds the argument of σ has one part only
        Over(x =>
        {
            double z = 1.5957691216057308 * (x + (0.044715 * Math.Pow(x, 3))), bend = 1.5957691216057308 * (1 + (0.134145 * Math.Pow(x, 2)));
            double expected = x > 11 ? 1 : x < -11 ? 0 : ScalarMath.Sigmoid(z) * (1 + (x * bend * ScalarMath.Sigmoid(-z)));
            double single = VectorMath.GeluTanhGrad(Vector<float>.One, new Vector<float>(x))[0], twice = VectorMath.GeluTanhGrad(Vector<double>.One, new Vector<double>(x))[0];
            double bound = x < -1.5 ? (magnified * Math.Abs(expected)) + 1e-44 : 2e-7;
            Assert.True(float.IsFinite(x) ? Math.Abs(single - expected) <= bound && Math.Abs(twice - expected) <= 1e-15 : double.IsNaN(single) && double.IsNaN(twice), $"at {x:R}: {single:R} and {twice:R}, expected {expected:R}");
        });
    }

    private static void Over(Action<float> check)
    {
        // A prime step over all bit patterns, then more of the usual arguments.
        for (ulong bits = 0; bits < 1UL << 32; bits += 40009)
        {
            check(BitConverter.UInt32BitsToSingle((uint)bits));
        }

        for (float x = -20; x < 20; x += 0.00137f)
        {
            check(x);
        }
    }

    private static void Same(string name, float x, float expected, float actual) =>
        Assert.True(BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual) || (float.IsNaN(expected) && float.IsNaN(actual)), $"{name}({x:R}) is {actual:R} on 512 bits, {expected:R} on fewer");
}
