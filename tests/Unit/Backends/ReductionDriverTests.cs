using AutoGrad.Tests.Unit.Kernels;

namespace AutoGrad.Tests.Unit.Backends;

/// <summary>The reduction driver over random shapes, layouts and dims, against plain loops; its accuracy, and that threads change no bit.</summary>
[Collection(nameof(ThreadSetting))]
public sealed class ReductionDriverTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    public void Dispose() => Parallelism.MaxThreads = _threads;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_layout_and_every_choice_of_dims_gives_the_sum_of_a_plain_loop(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 250; round++)
        {
            Tensor x = Draw(random);
            (Dims dims, ulong mask) = Choose(random, x.Rank);
            double[] sums = Fold(x, mask, 0, static (a, b) => a + b);
            bool keepDim = random.Next(2) == 0;
            Assert.Equal(sums, x.Sum(dims, keepDim).ToArray<double>());
            Assert.Equal(sums, x.To(DType.Int32).Sum(dims, keepDim).To(DType.Float64).ToArray<double>());
            Assert.Equal(sums, x.To(DType.Float32).Sum(dims, keepDim).To(DType.Float64).ToArray<double>());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_layout_and_every_choice_of_dims_gives_the_extremes_of_a_plain_loop(int seed)
    {
        var random = new Random(100 + seed);
        for (int round = 0; round < 150; round++)
        {
            Tensor x = Draw(random);
            (Dims dims, ulong mask) = Choose(random, x.Rank);
            Assert.Equal(Fold(x, mask, double.NegativeInfinity, Math.Max), x.Amax(dims).ToArray<double>());
            Assert.Equal(Fold(x, mask, double.PositiveInfinity, Math.Min), x.To(DType.Int64).Amin(dims).To(DType.Float64).ToArray<double>());
            if (x.Rank > 0)
            {
                int dim = random.Next(x.Rank);
                (Tensor values, Tensor indices) = x.Max(dim);
                Assert.Equal(values.ToArray<double>(), x.Gather(dim, indices.Unsqueeze(dim)).ToArray<double>());
                Assert.Equal(FirstMaxima(x, dim), indices.ToArray<long>());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_layout_and_every_choice_of_dims_gives_the_variance_of_a_plain_loop(int seed)
    {
        var random = new Random(200 + seed);
        for (int round = 0; round < 100; round++)
        {
            Tensor x = Draw(random) + 1e6;
            (Dims dims, ulong mask) = Choose(random, x.Rank);
            double[] counts = Fold(Tensor.Ones(x.Shape, DType.Float64), mask, 0, static (a, b) => a + b);
            double[] sums = Fold(x - 1e6, mask, 0, static (a, b) => a + b), squares = Fold((x - 1e6).Square(), mask, 0, static (a, b) => a + b);
            double[] actual = x.Var(dims, correction: 0).ToArray<double>(), logs = (x - 1e6).Mul(0.01).LogSumExp(dims).ToArray<double>();
            double[] exponentials = Fold((x - 1e6).Mul(0.01).Exp(), mask, 0, static (a, b) => a + b);
            for (int i = 0; i < actual.Length; i++)
            {
                // Integers below 100: sums and sums of squares are exact, so the textbook formula is too.
                Assert.Equal((squares[i] - (sums[i] * sums[i] / counts[i])) / counts[i], actual[i], 1e-7);
                Assert.Equal(Math.Log(exponentials[i]), logs[i], 1e-10);
            }
        }
    }

    [Fact]
    public void A_million_tenths_in_float32_sum_to_their_exact_sum()
    {
        const int n = 1 << 20;
        double exact = n * (double)0.1f;
        Assert.InRange(Tensor.Full([n], 0.1).Sum().Item(), exact * (1 - 1e-7), exact * (1 + 1e-7));
        Assert.InRange(Tensor.Full([n, 2], 0.1).Sum(0).ToArray<float>()[1], exact * (1 - 1e-7), exact * (1 + 1e-7));
        Assert.InRange(Tensor.Full([1024, 1024], 0.1).Transpose(0, 1).Sum().Item(), exact * (1 - 1e-7), exact * (1 + 1e-7));
        Assert.InRange(Tensor.Full([n], 0.1).CumSum(0).ToArray<float>()[n - 1], exact * (1 - 1e-7), exact * (1 + 1e-7));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(3, 7)]
    [InlineData(40, 300)]
    public void The_logarithm_of_a_sum_of_exponentials_down_the_columns_is_that_along_the_rows(int rows, int columns)
    {
        Tensor x = Tensor.Randn([rows, columns], DType.Float64, generator: new Generator(9)) * 300;
        x.Select(1, 0).FillInPlace(double.NegativeInfinity);
        x.Select(1, 1).Select(0, 0).FillInPlace(double.PositiveInfinity);
        x.Select(1, 2).Select(0, rows - 1).FillInPlace(double.NaN);
        double[] down = x.LogSumExp(0).ToArray<double>(), along = x.T().Contiguous().LogSumExp(1).ToArray<double>();
        Assert.Equal([double.NegativeInfinity, double.PositiveInfinity, double.NaN], down[..3]);
        for (int j = 0; j < columns; j++)
        {
            Assert.Equal(along[j], down[j], 1e-12);
        }

        Assert.Equal(along.Select(static y => (float)y).Skip(3).ToArray(), x.To(DType.Float32).LogSumExp(0).ToArray<float>().Skip(3).ToArray(), static (a, b) => Math.Abs(a - b) <= 1e-4f);
    }

    [Fact]
    public void Threads_change_no_bit_of_a_reduction()
    {
        var random = new Random(3);
        Tensor flat = Tensor.From<float>([.. Enumerable.Range(0, 300_000).Select(_ => random.NextSingle() - 0.5f)]);
        Func<Tensor>[] calls =
        [
            () => flat.Sum(), () => flat.Mean(), () => flat.Std(), () => flat.LogSumExp(0), () => flat.Norm(), () => flat.Norm(3), () => flat.Prod(),
            () => flat.Reshape(300, 1000).Sum(0), () => flat.Reshape(300, 1000).Sum(1), () => flat.Reshape(300, 1000).T().Var(0), () => flat.Reshape(100000, 3).Sum(0),
            () => flat.Reshape(100000, 3).Sum(1), () => flat.Reshape(30, 100, 100).Sum([0, 2]), () => flat.Reshape(30, 100, 100).Permute(1, 2, 0).Mean([0, 2]),
            () => flat.Reshape(300, 1000).LogSumExp(0), () => flat.Reshape(300, 1000).Softmax(0), () => flat.Reshape(300, 1000).Softmax(1),
            () => flat.Reshape(300, 1000).LogSoftmax(1), () => flat.Reshape(300, 1000).CumSum(0), () => flat.Reshape(300, 1000).Max(0).Indices,
            () => Products(flat.Reshape(300, 1000)), () => Loss(flat.Reshape(300, 1000)),
        ];
        foreach (Func<Tensor> call in calls)
        {
            Parallelism.MaxThreads = 1;
            double[] expected = call().ToDoubles();
            foreach (int threads in (int[])[2, 3])
            {
                Parallelism.MaxThreads = threads;
                Assert.Equal(expected, call().ToDoubles());
            }
        }
    }

    private static Tensor Products(Tensor x) => Tensor.Einsum("ij,kj->ik", x, x.Slice(0, 0, 40));

    private static Tensor Loss(Tensor scores)
    {
        var x = new Variable(scores, requiresGrad: true);
        Variable loss = AutoGrad.NN.Functional.CrossEntropy(x, Tensor.Arange(300, dtype: DType.Int64), labelSmoothing: 0.1);
        return Autodiff.Grad(loss, x).Data;
    }

    /// <summary>Small integers, so that sums are exact in every dtype and order, in one of many layouts.</summary>
    private static Tensor Draw(Random random)
    {
        int[] sizes = new int[random.Next(0, 5)];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = random.Next(6) switch { 0 => 1, 1 => random.Next(1, 70), 2 when sizes.Length < 3 => random.Next(1, 400), _ => random.Next(1, 7) };
        }

        int n = sizes.Aggregate(1, static (a, b) => a * b);
        Tensor x = Tensor.From<double>([.. Enumerable.Range(0, n).Select(_ => (double)random.Next(-99, 100))]).Reshape(sizes);
        switch (random.Next(5))
        {
            case 0 when x.Rank > 1:
                int[] order = [.. Enumerable.Range(0, x.Rank)];
                random.Shuffle(order);
                return x.Permute(order);
            case 1 when x.Rank > 0:
                return x.Slice(random.Next(x.Rank), 0, int.MaxValue, 2);
            case 2 when x.Rank > 0 && n < 5000:
                // A repeated dimension at any place: stride 0.
                int at = random.Next(x.Rank + 1);
                return x.Unsqueeze(at).Expand(Shape.Create([.. sizes[..at], 3, .. sizes[at..]]));
            default:
                return x;
        }
    }

    private static (Dims Dims, ulong Mask) Choose(Random random, int rank)
    {
        ulong mask = rank == 0 ? 0 : (ulong)random.NextInt64(1, 1L << rank);
        return ([.. Enumerable.Range(0, rank).Where(i => (mask >> i & 1) != 0)], mask);
    }

    private static double[] Fold(Tensor x, ulong mask, double start, Func<double, double, double> combine)
    {
        int[] sizes = x.Shape.ToArray(), index = new int[sizes.Length];
        int[] kept = [.. sizes.Select((s, i) => (mask >> i & 1) != 0 ? 1 : s)];
        double[] result = new double[kept.Aggregate(1, static (a, b) => a * b)];
        Array.Fill(result, start);
        foreach (double value in x.ToArray<double>())
        {
            int at = 0;
            for (int i = 0; i < sizes.Length; i++)
            {
                at = (at * kept[i]) + (kept[i] == 1 ? 0 : index[i]);
            }

            result[at] = combine(result[at], value);
            for (int i = sizes.Length - 1; i >= 0 && ++index[i] == sizes[i]; i--)
            {
                index[i] = 0;
            }
        }

        return result;
    }

    private static long[] FirstMaxima(Tensor x, int dim)
    {
        Tensor lines = x.Transpose(dim, -1);
        int n = lines.Shape[^1];
        double[] values = lines.ToArray<double>();
        long[] first = [.. values.Chunk(n).Select(static line => (long)Array.IndexOf(line, line.Max()))];
        return Tensor.From(first).Reshape(lines.Shape.AsSpan()[..^1].ToArray().Append(1).ToArray()).Transpose(dim, -1).ToArray<long>();
    }
}
