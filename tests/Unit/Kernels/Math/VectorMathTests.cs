using System.Globalization;
using System.Numerics;
using AutoGrad.Kernels;
using Xunit.Abstractions;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>Errors of the vector functions over the whole range, against 60 and more digits (Float64) and against Float64 (Float32), and their special values.</summary>
public sealed class VectorMathTests(ITestOutputHelper output)
{
    private static readonly ILookup<string, double[]> Reference = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Kernels", "Math", "Reference.txt"))
        .Select(line => line.Split(' '))
        .ToLookup(parts => parts[0], parts => parts.Skip(1).Select(bits => BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))).ToArray());

    public static TheoryData<string> Names => Function.Names;

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Category", VectorWidthTests.Trait)]
    public void Float64_is_within_its_bound_of_many_digits(string name)
    {
        Function f = Function.All[name];
        (double worst, double at) = (0, 0);
        foreach (double[] row in Reference[name])
        {
            double error = Ulp.Of(f.Double(new Vector<double>(row[0]))[0], row[1]);
            (worst, at) = error > worst ? (error, row[0]) : (worst, at);
        }

        output.WriteLine($"{name}: {worst} ulp at {at:R}");
        Assert.True(Reference[name].Count() > 100, "too few reference values");
        Assert.True(worst <= f.DoubleUlp, $"{name}: {worst} ulp at {at:R}, promised {f.DoubleUlp}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_scalar_reference_itself_is_within_its_bound(string name)
    {
        Function f = Function.All[name];
        (double worst, double at) = (0, 0);
        foreach (double[] row in Reference[name])
        {
            double error = Ulp.Of(f.Reference(row[0]), row[1]);
            (worst, at) = error > worst ? (error, row[0]) : (worst, at);
        }

        output.WriteLine($"{name}: {worst} ulp at {at:R}");
        Assert.True(worst <= f.DoubleUlp, $"{name}: {worst} ulp at {at:R}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Category", VectorWidthTests.Trait)]
    public void Float32_is_within_its_bound_over_all_floats(string name)
    {
        // Every 4001st of all 2^32 bit patterns (4001 is prime): all signs, exponents, infinities and NaN.
        Function f = Function.All[name];
        (double worst, float at) = (0, 0);
        float[] x = new float[Vector<float>.Count];
        for (ulong start = 0; start < 1UL << 32; start += 4001 * (ulong)x.Length)
        {
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = BitConverter.UInt32BitsToSingle((uint)(start + 4001 * (ulong)i));
            }

            Vector<float> y = f.Float(new Vector<float>(x));
            for (int i = 0; i < x.Length; i++)
            {
                double error = Ulp.Of(y[i], f.Reference(x[i]));
                (worst, at) = error > worst ? (error, x[i]) : (worst, at);
            }
        }

        output.WriteLine($"{name}: {worst:F3} ulp at {at:R}");
        Assert.True(worst <= f.FloatUlp, $"{name}: {worst} ulp at {at:R}, promised {f.FloatUlp}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Category", VectorWidthTests.Trait)]
    public void Special_arguments_give_the_values_of_the_C_standard(string name)
    {
        Function f = Function.All[name];
        foreach (double x in (double[])[0.0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e300, -1e300, 2, -2, -3, 1e-300, -1e-300])
        {
            double expected = Special(name, x) ?? f.Reference(x);
            double actual = f.Double(new Vector<double>(x))[0];
            Assert.True(Same(expected, actual), $"{name}({x:R}) is {actual:R}, expected {expected:R}");
            if (x is >= -3 and <= 3 && Math.Abs(x) > 1e-30 || x == 0 || !double.IsFinite(x))
            {
                float single = f.Float(new Vector<float>((float)x))[0];
                Assert.True(Same((float)expected, single, 4e-7), $"{name}({x:R}) is {single:R} in Float32, expected {expected:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_lane_does_not_depend_on_its_neighbours(string name)
    {
        Function f = Function.All[name];
        Random random = new(5);
        float[] hostile = [float.NaN, float.PositiveInfinity, 1e30f, -1e30f, 1e-42f, 0.3f, -5];
        for (int round = 0; round < 500; round++)
        {
            float x = (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 6)));
            float alone = f.Float(new Vector<float>(x))[0];
            float[] lanes = [.. Enumerable.Range(0, Vector<float>.Count).Select(_ => hostile[random.Next(hostile.Length)])];
            int place = random.Next(lanes.Length);
            lanes[place] = x;
            Assert.Equal(alone, f.Float(new Vector<float>(lanes))[place]);
            double[] wide = [.. lanes.Take(Vector<double>.Count).Select(v => (double)v)];
            wide[place % wide.Length] = x;
            Assert.Equal(f.Double(new Vector<double>((double)x))[0], f.Double(new Vector<double>(wide))[place % wide.Length]);
        }
    }

    [Theory]
    [InlineData("Pow", 2, 1)]
    [InlineData("Atan2", 2, 1)]
    public void Functions_of_two_arguments_are_within_their_bounds(string name, double bound, double floatBound)
    {
        (double worst, double worstFloat) = (0, 0);
        foreach (double[] row in Reference[name])
        {
            (Vector<double> x, Vector<double> y) = (new(row[0]), new(row[1]));
            Vector<double> z = name == "Pow" ? VectorMath.Pow(x, y) : VectorMath.Atan2(x, y);
            worst = Math.Max(worst, Ulp.Of(z[0], row[2]));
            (float u, float v) = ((float)row[0], (float)row[1]);
            double exact = name == "Pow" ? Math.Pow(u, v) : Math.Atan2(u, v);
            Vector<float> w = name == "Pow" ? VectorMath.Pow(new Vector<float>(u), new Vector<float>(v)) : VectorMath.Atan2(new Vector<float>(u), new Vector<float>(v));
            worstFloat = Math.Max(worstFloat, Ulp.Of(w[0], exact));
        }

        output.WriteLine($"{name}: Float64 {worst} ulp, Float32 {worstFloat:F3} ulp");
        Assert.InRange(worst, 0, bound);
        Assert.InRange(worstFloat, 0, floatBound);
    }

    [Fact]
    public void Float32_powers_are_within_1_ulp_over_all_floats()
    {
        Random random = new(11);
        (double worst, float atX, float atY) = (0, 0, 0);
        for (int i = 0; i < 2_000_000; i++)
        {
            float x = BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32));
            float y = i % 2 == 0 ? BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32))
                : i % 4 == 1 ? random.Next(-40, 40) / 2f
                : (float)((random.NextDouble() - 0.5) * 180 / Math.Log(Math.Max(Math.Abs((double)x), 1e-44)));
            double error = Ulp.Of(VectorMath.Pow(new Vector<float>(x), new Vector<float>(y))[0], Math.Pow(x, y));
            (worst, atX, atY) = error > worst ? (error, x, y) : (worst, atX, atY);
        }

        output.WriteLine($"Pow: {worst:F3} ulp at {atX:R}, {atY:R}");
        Assert.True(worst <= 1, $"{worst} ulp at {atX:R}, {atY:R}");
    }

    [Fact]
    public void Powers_and_angles_keep_the_special_cases_of_the_standard()
    {
        double[] values = [0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e300, 4.5];
        foreach (double x in values)
        {
            foreach (double y in values)
            {
                double pow = VectorMath.Pow(new Vector<double>(x), new Vector<double>(y))[0];
                Assert.True(Same(Math.Pow(x, y), pow), $"Pow({x:R}, {y:R}) is {pow:R}");
                double angle = VectorMath.Atan2(new Vector<double>(x), new Vector<double>(y))[0];
                Assert.True(Same(Math.Atan2(x, y), angle), $"Atan2({x:R}, {y:R}) is {angle:R}");
                (float u, float v) = ((float)x, (float)y);
                float single = VectorMath.Pow(new Vector<float>(u), new Vector<float>(v))[0];
                Assert.True(Same((float)Math.Pow(u, v), single, 2e-7), $"Pow({u:R}, {v:R}) is {single:R} in Float32");
                float singleAngle = VectorMath.Atan2(new Vector<float>(u), new Vector<float>(v))[0];
                Assert.True(Same((float)Math.Atan2(u, v), singleAngle, 2e-7), $"Atan2({u:R}, {v:R}) is {singleAngle:R} in Float32");
            }
        }
    }

    [Theory]
    [InlineData(-0.7, 1.4524729387568078, -2.0739527936287038)]
    [InlineData(-2.5, -0.056243716497674033, 1.1031566406452432)]
    [InlineData(-10.3, -14.457515440024208, 4.6624034935820866)]
    [InlineData(-170.9, -708.88120760260142, -4.5248265660125817)]
    public void Lgamma_and_digamma_are_right_below_zero(double x, double lgamma, double digamma)
    {
        // The literals come from 50 digits.
        Assert.Equal(lgamma, VectorMath.Lgamma(new Vector<double>(x))[0], 2e-15 * Math.Max(Math.Abs(lgamma), 1));
        Assert.Equal(digamma, VectorMath.Digamma(new Vector<double>(x))[0], 1e-13);
    }

    private static double? Special(string name, double x) => (name, x) switch
    {
        ("Lgamma", 0 or -1 or -2 or -3) => double.PositiveInfinity,
        ("Lgamma", double.NegativeInfinity or -1e300) => double.PositiveInfinity,
        ("Digamma", 0) => double.IsNegative(x) ? double.PositiveInfinity : double.NegativeInfinity,
        ("Digamma", -1 or -2 or -3 or -1e300 or double.NegativeInfinity) => double.NaN,
        ("Log1p", -1) => double.NegativeInfinity,
        ("Expm1", double.NegativeInfinity or -1e300) => -1,
        ("Erf", double.PositiveInfinity or 1e300) => 1,
        ("Erf", double.NegativeInfinity or -1e300) => -1,
        ("Erfc", double.PositiveInfinity or 1e300) => 0,
        ("Erfc", double.NegativeInfinity or -1e300) => 2,
        ("Erfinv", 1) => double.PositiveInfinity,
        ("Erfinv", -1) => double.NegativeInfinity,
        ("Sigmoid", double.PositiveInfinity) => 1,
        ("Sigmoid", double.NegativeInfinity) => 0,
        ("Softplus", double.NegativeInfinity) => 0,
        ("Softplus", double.PositiveInfinity) => double.PositiveInfinity,
        _ => null,
    };

    private static bool Same(double expected, double actual, double tolerance = 1e-15) =>
        double.IsNaN(expected) ? double.IsNaN(actual)
        : expected == 0 ? actual == 0 && double.IsNegative(expected) == double.IsNegative(actual)
        : expected == actual || Math.Abs(expected - actual) <= tolerance * Math.Abs(expected);
}
