using AutoGrad.Kernels;

namespace AutoGrad.Tests.Unit.Tensors;

/// <summary>Distributions against their closed forms; seeds are fixed, so every test is repeatable.</summary>
public sealed class RandomTests
{
    private const int N = 200_000;

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Rand_is_uniform_on_the_half_open_unit_interval(DType dtype)
    {
        double[] u = Tensor.Rand([N], dtype, new Generator(1)).ToDoubles();
        Assert.All(u, v => Assert.InRange(v, 0, Math.BitDecrement(1.0)));
        Assert.InRange(Distance(u, x => x), 0, Critical);
        Assert.InRange(SerialCorrelation(u), -0.01, 0.01);
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Randn_is_normal(DType dtype)
    {
        double[] z = Tensor.Randn([N], dtype, new Generator(2)).ToDoubles();
        Assert.InRange(Distance(z, Phi), 0, Critical);
        Assert.InRange(z.Average(), -0.01, 0.01);
        Assert.InRange(z.Average(v => v * v), 0.98, 1.02);
        Assert.InRange(z.Average(v => v * v * v * v), 2.9, 3.1);
        Assert.InRange(z.Max(), 4, 8.6);
        Assert.InRange(SerialCorrelation(z), -0.01, 0.01);

        // Sine and cosine of one pair stand 16 apart.
        Assert.InRange(Correlation(z.SkipLast(16), z.Skip(16)), -0.01, 0.01);
    }

    [Fact]
    public void Values_fill_the_mantissa()
    {
        // 24 bits: multiples of 2^-24, odd ones among them; 53 bits alike.
        float[] single = Tensor.Rand([1000], generator: new Generator(3)).ToArray<float>();
        Assert.All(single, v => Assert.Equal(Math.Round(v * 16777216.0), v * 16777216.0));
        Assert.Contains(single, v => (long)(v * 16777216.0) % 2 == 1);
        double[] doubles = Tensor.Rand([1000], DType.Float64, new Generator(3)).ToArray<double>();
        Assert.Contains(doubles, v => (long)(v * 9007199254740992.0) % 2 == 1);
    }

    [Fact]
    public void Normal_and_UniformInPlace_scale_and_shift()
    {
        double[] z = Tensor.Normal(3, 0.5, [N], DType.Float64, new Generator(4)).ToDoubles();
        Assert.InRange(Distance(z, x => Phi((x - 3) / 0.5)), 0, Critical);
        double[] u = Tensor.Zeros([N]).UniformInPlace(-2, 5, new Generator(4)).ToDoubles();
        Assert.InRange(Distance(u, x => (x + 2) / 7), 0, Critical);
        Assert.Equal([3.0, 3.0], Tensor.Normal(3, 0, [2]).ToDoubles());
    }

    [Fact]
    public void ExponentialInPlace_is_exponential()
    {
        double[] e = Tensor.Zeros([N], DType.Float64).ExponentialInPlace(2, new Generator(5)).ToDoubles();
        Assert.InRange(Distance(e, x => 1 - Math.Exp(-2 * x)), 0, Critical);
        Assert.All(e, v => Assert.True(v >= 0 && double.IsFinite(v)));
    }

    [Theory]
    [InlineData(DType.Int64)]
    [InlineData(DType.Int32)]
    [InlineData(DType.UInt8)]
    [InlineData(DType.Float32)]
    public void RandInt_draws_every_number_of_the_range_alike(DType dtype)
    {
        double[] k = Tensor.RandInt(3, 10, [N], dtype, new Generator(6)).ToDoubles();
        Assert.InRange(ChiSquare(k.Select(v => (int)v - 3), [.. Enumerable.Repeat(1.0 / 7, 7)]), 0, 22.5);
    }

    [Fact]
    public void RandInt_reaches_the_ends_of_all_64_bits()
    {
        long[] k = Tensor.RandInt(long.MinValue, long.MaxValue, [1000], generator: new Generator(7)).ToArray<long>();
        Assert.Contains(k, v => v < long.MinValue / 2);
        Assert.Contains(k, v => v > long.MaxValue / 2);
        Assert.Equal([0L, 0L], Tensor.RandInt(1, [2]).ToArray<long>());
        Assert.Equal(DType.Int64, Tensor.RandInt(5, [2]).DType);
        Assert.InRange(Tensor.RandInt(0, 2, [1000], DType.Bool, new Generator(1)).ToDoubles().Sum(), 400, 600);
    }

    [Fact]
    public void RandPerm_gives_each_order_alike()
    {
        var generator = new Generator(8);
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < 6000; i++)
        {
            string order = string.Join("", Tensor.RandPerm(3, generator: generator).ToArray<long>());
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.InRange(counts.Values.Sum(c => Math.Pow(c - 1000, 2) / 1000), 0, 20.5);
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => (long)i), Tensor.RandPerm(5000, generator: generator).ToArray<long>().Order());
        Assert.Empty(Tensor.RandPerm(0).ToArray<long>());
        Assert.Equal([0.0f], Tensor.RandPerm(1, DType.Float32).ToArray<float>());
    }

    [Fact]
    public void Bernoulli_draws_ones_with_the_probabilities_given()
    {
        Tensor p = Tensor.From(0.0, 1.0, 0.25, 0.9).Expand([N / 4, 4]).Contiguous();
        double[] y = Tensor.Bernoulli(p, new Generator(9)).ToDoubles();
        double[] means = [.. Enumerable.Range(0, 4).Select(c => y.Where((_, i) => i % 4 == c).Average())];
        Assert.Equal(0.0, means[0]);
        Assert.Equal(1.0, means[1]);
        Assert.InRange(means[2], 0.24, 0.26);
        Assert.InRange(means[3], 0.89, 0.91);
        Assert.InRange(Tensor.Zeros([N], DType.Bool).BernoulliInPlace(0.3, new Generator(1)).ToDoubles().Average(), 0.295, 0.305);
        Assert.Equal(N, Tensor.Zeros([N]).BernoulliInPlace(1).ToDoubles().Sum());
        Assert.Equal(0, Tensor.Zeros([N]).BernoulliInPlace(0).ToDoubles().Sum());
    }

    [Fact]
    public void Multinomial_with_replacement_draws_by_weight()
    {
        Tensor weights = Tensor.From([0f, 2f, 1f, 0f, 5f, 0f]);
        long[] k = Tensor.Multinomial(weights, 80_000, replacement: true, new Generator(10)).ToArray<long>();
        Assert.DoesNotContain(k, v => v is 0 or 3 or 5);
        Assert.InRange(ChiSquare(k.Select(v => v switch { 1 => 0, 2 => 1, _ => 2 }), [0.25, 0.125, 0.625]), 0, 13.8);
    }

    [Fact]
    public void Multinomial_without_replacement_draws_no_index_twice_and_the_first_by_weight()
    {
        var generator = new Generator(11);
        Tensor weights = Tensor.From(new[] { 1.0, 2.0, 5.0, 0.0 }).Expand([4000, 4]);
        Tensor drawn = Tensor.Multinomial(weights, 3, generator: generator);
        Assert.Equal([4000, 3], drawn.Shape.ToArray());
        Assert.Equal(DType.Int64, drawn.DType);
        long[,] rows = drawn.ToArray2D<long>();
        int[] first = [.. Enumerable.Range(0, 4000).Select(i => (int)rows[i, 0])];
        Assert.All(Enumerable.Range(0, 4000), i => Assert.Equal([0L, 1L, 2L], new[] { rows[i, 0], rows[i, 1], rows[i, 2] }.Order()));
        Assert.InRange(ChiSquare(first, [0.125, 0.25, 0.625]), 0, 13.8);
    }

    [Fact]
    public void Like_forms_take_shape_and_dtype_from_a_tensor()
    {
        Tensor like = Tensor.Zeros([2, 3], DType.Float64);
        Assert.Equal(like.Spec, Tensor.RandLike(like).Spec);
        Assert.Equal(like.Spec, Tensor.RandnLike(like).Spec);
        Assert.Equal(new TensorSpec([2, 3], DType.Float32), Tensor.RandnLike(like, DType.Float32).Spec);
    }

    [Fact]
    public void Fills_in_place_write_through_views_and_count_as_a_change()
    {
        Tensor whole = Tensor.Zeros([4, 4]);
        Tensor part = whole.Slice(1, 0, 4, 2);
        int version = whole.Version;
        Assert.Same(part, part.NormalInPlace(generator: new Generator(1)));
        Assert.Equal(version + 1, whole.Version);
        double[] values = whole.ToDoubles();
        Assert.Equal(Tensor.Randn([4, 2], generator: new Generator(1)).ToDoubles(), values.Where((_, i) => i % 2 == 0));
        Assert.All(values.Where((_, i) => i % 2 == 1), v => Assert.Equal(0, v));
    }

    [Fact]
    public void Empty_tensors_are_filled_with_nothing()
    {
        Assert.Equal([0, 3], Tensor.Randn([0, 3]).Shape.ToArray());
        Assert.Empty(Tensor.RandInt(5, [0]).ToArray<long>());
        Assert.Empty(Tensor.Multinomial(Tensor.Ones([0, 3]), 2).ToArray<long>());
    }

    [Fact]
    public void Parameters_out_of_range_are_refused_by_name()
    {
        Assert.Contains("[5, 5) holds no number", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.RandInt(5, 5, [2])).Message);
        Assert.Contains("does not fit UInt8", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.RandInt(0, 300, [2], DType.UInt8)).Message);
        Assert.Contains("does not fit Bool", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.RandInt(0, 3, [2], DType.Bool)).Message);
        Assert.Contains("[2, 1) is not a range", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2]).UniformInPlace(2, 1)).Message);
        Assert.Contains("[NaN, 1)", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2]).UniformInPlace(double.NaN, 1)).Message);
        Assert.Contains("std -1", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2]).NormalInPlace(0, -1)).Message);
        Assert.Contains("p 1.5 is not a probability", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2]).BernoulliInPlace(1.5)).Message);
        Assert.Contains("element 1, NaN, is not a probability", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Bernoulli(Tensor.From(0.5, double.NaN))).Message);
        Assert.Contains("lambd 0", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2]).ExponentialInPlace(0)).Message);
        Assert.Contains("-1", Assert.Throws<ShapeException>(() => Tensor.RandPerm(-1)).Message);
        Assert.Contains("does not fit UInt8", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.RandPerm(257, DType.UInt8)).Message);
        Assert.Contains("got Int64", Assert.Throws<DTypeException>(() => Tensor.Randn([2], DType.Int64)).Message);
    }

    [Fact]
    public void Weights_that_cannot_be_drawn_from_are_refused()
    {
        Tensor weights = Tensor.From(1.0, 0.0, 2.0);
        Assert.Contains("4 samples cannot be drawn from 3", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Multinomial(weights, 4)).Message);
        Assert.Contains("row 0 has 2 weights above 0, and 3 are needed", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Multinomial(weights, 3)).Message);
        Assert.Contains("0 samples", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Multinomial(weights, 0)).Message);
        Assert.Contains("weight -1 at [0, 1]", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Multinomial(Tensor.From(1.0, -1.0), 1)).Message);
        Assert.Contains("row 1 has 0 weights", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Multinomial(Tensor.From(new double[,] { { 1 }, { 0 } }), 1, true)).Message);
        Assert.Contains("[2, 2, 2]", Assert.Throws<ShapeException>(() => Tensor.Multinomial(Tensor.Ones([2, 2, 2]), 1)).Message);
        Assert.Throws<DTypeException>(() => Tensor.Multinomial(Tensor.From(1, 2), 1));
        Assert.Throws<ArgumentNullException>(() => Tensor.Multinomial(null!, 1));
    }

    /// <summary>The largest distance of the empirical distribution to the true one that a sample of N shows in 999 of 1000 cases.</summary>
    private static double Critical => 1.95 / Math.Sqrt(N);

    private static double Distance(double[] sample, Func<double, double> distribution)
    {
        double[] sorted = [.. sample.Order()];
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double truth = distribution(sorted[i]);
            largest = Math.Max(largest, Math.Max(Math.Abs(truth - ((double)i / sorted.Length)), Math.Abs(truth - ((i + 1.0) / sorted.Length))));
        }

        return largest;
    }

    private static double Phi(double z) => 0.5 * ScalarMath.Erfc(-z / Math.Sqrt(2));

    private static double SerialCorrelation(double[] x) => Correlation(x.SkipLast(1), x.Skip(1));

    private static double Correlation(IEnumerable<double> x, IEnumerable<double> y)
    {
        double mx = x.Average(), my = y.Average();
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Average() / Math.Sqrt(x.Average(a => (a - mx) * (a - mx)) * y.Average(b => (b - my) * (b - my)));
    }

    private static double ChiSquare(IEnumerable<int> draws, double[] probabilities)
    {
        int[] counts = new int[probabilities.Length];
        int n = 0;
        foreach (int draw in draws)
        {
            counts[draw]++;
            n++;
        }

        return counts.Select((c, i) => Math.Pow(c - (n * probabilities[i]), 2) / (n * probabilities[i])).Sum();
    }
}
