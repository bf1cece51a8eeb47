using System.Numerics;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>The functions on 512 bits give the bits of those on shorter vectors, so that a result does not depend on where a loop changes from one to the other.</summary>
public sealed class WideMathTests
{
    public static TheoryData<string> Names => ["Exp", "Log", "Tanh", "Sigmoid", "Gelu"];

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
            _ => (VectorMath.Gelu, WideMath.Gelu),
        };
        Over(x => Same(name, x, narrow(new Vector<float>(x))[0], wide(Vector512.Create(x))[0]));
    }

    [Fact]
    public void The_slope_of_gelu_has_the_same_bits_on_512_bits()
    {
        if (WideMath.IsFast)
        {
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
