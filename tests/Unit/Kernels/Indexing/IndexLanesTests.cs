namespace AutoGrad.Tests.Unit.Kernels.Indexing;

/// <summary>Elements chosen and put along one dimension against index arithmetic: lanes along rows, across them near and far, of every dtype and any strides, whole and shared by tasks.</summary>
[Collection(nameof(ThreadSetting))]
public sealed class IndexLanesTests : IDisposable
{
    private static readonly DType[] DTypes = [DType.Float32, DType.Float64, DType.Int64, DType.Int32, DType.UInt8];

    private readonly int _threads = Parallelism.MaxThreads;

    public void Dispose() => Parallelism.MaxThreads = _threads;

    /// <summary>Shape, dimension and number of indices along it: short and long lanes along rows, lanes across rows that are used where they lie and that are brought together.</summary>
    public static TheoryData<int[], int, int> Forms => new()
    {
        { [], 0, 1 },
        { [7], 0, 3000 },
        { [700, 3], 1, 5 },
        { [60, 41], 1, 1 },
        { [5, 2100], 1, 2500 },
        { [37, 40], 0, 50 },
        { [300, 130], 0, 290 },
        { [300, 130], 0, 70 },
        { [2, 250, 3, 45], 1, 260 },
        { [9, 130, 33, 5], 1, 130 },
        { [6, 5, 1, 400], 2, 3 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    [Trait("Category", VectorWidthTests.Trait)]
    public void Elements_are_chosen_and_put_as_index_arithmetic_says(int[] shape, int dim, int count)
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        int[] indexShape = [.. shape];
        if (shape.Length > 0)
        {
            indexShape[dim] = count;
        }

        foreach (DType dtype in DTypes)
        {
            Tensor x = Values(random, shape, dtype), source = Values(random, indexShape, dtype);
            Tensor index = Indices(random, indexShape, shape.Length == 0 ? 1 : shape[dim]);
            Check($"seed {seed}, {dtype}", x, index, source, dim);
            Check($"seed {seed}, {dtype}, strided", Strided(x), index, Strided(source), dim);
            Check($"seed {seed}, {dtype}, part", x, Part(index, dim), source, dim);
        }
    }

    [Theory]
    [InlineData(new[] { 300, 130 }, 0)]
    [InlineData(new[] { 300, 130 }, 1)]
    [InlineData(new[] { 40, 20, 30 }, 0)]
    [Trait("Category", VectorWidthTests.Trait)]
    public void The_first_index_outside_is_named_at_every_thread_count(int[] shape, int dim)
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        Tensor x = Tensor.Zeros(shape);
        for (int round = 0; round < 12; round++)
        {
            long[] index = Indices(random, shape, shape[dim]).ToArray<long>();
            int[] places = [random.Next(index.Length), random.Next(index.Length)];
            foreach (int place in places)
            {
                index[place] = (round % 3) switch { 0 => shape[dim], 1 => -1, _ => long.MinValue };
            }

            int first = places.Min();
            var at = new int[shape.Length];
            for (int i = shape.Length - 1, rest = first; i >= 0; i--)
            {
                (rest, at[i]) = Math.DivRem(rest, shape[i]);
            }

            string named = $"index[{string.Join(", ", at)}] is {index[first]}, ";
            Tensor bad = Tensor.From<long>(index).Reshape(shape);
            foreach (int threads in (int[])[1, 3])
            {
                Parallelism.MaxThreads = threads;
                foreach (Action call in (Action[])[() => x.Gather(dim, bad), () => x.ScatterAdd(dim, bad, x), () => x.Scatter(dim, bad, x)])
                {
                    string message = Assert.Throws<ShapeException>(call).Message;
                    Assert.True(message.Contains(named, StringComparison.Ordinal), $"seed {seed}, round {round}: '{message}' does not name {named}");
                }
            }
        }

        Assert.All(x.ToArray<float>(), static v => Assert.Equal(0, v));
    }

    private static void Check(string what, Tensor x, Tensor index, Tensor source, int dim)
    {
        double[] from = x.ToDoubles(), given = source.ToDoubles(), chosen = new double[index.NumEl], added = [.. from], put = [.. from];
        long[] indices = index.ToArray<long>();
        int[] sizes = index.Shape.ToArray(), xSizes = x.Shape.ToArray(), sourceSizes = source.Shape.ToArray();
        for (int p = 0; p < indices.Length; p++)
        {
            int q = 0, r = 0;
            for (int i = 0, below = indices.Length, rest = p; i < sizes.Length; i++)
            {
                below /= sizes[i];
                (int at, rest) = Math.DivRem(rest, below);
                q = (q * xSizes[i]) + (i == dim ? (int)indices[p] : at);
                r = (r * sourceSizes[i]) + at;
            }

            chosen[p] = from[q];
            added[q] += given[r];
            put[q] = given[r];
        }

        foreach (int threads in (int[])[1, 3])
        {
            Parallelism.MaxThreads = threads;
            Same(what + ", gather", chosen, x.Gather(dim, index));
            Same(what + ", scatter_add", added, x.ScatterAdd(dim, index, source));
            Same(what + ", scatter", put, x.Scatter(dim, index, source));
        }
    }

    private static void Same(string what, double[] expected, Tensor actual)
    {
        double[] values = actual.ToDoubles();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            double wanted = actual.DType == DType.UInt8 ? (byte)expected[i] : expected[i];
            Assert.True(values[i] == wanted, $"{what}: element {i} is {values[i]} instead of {wanted}");
        }
    }

    /// <summary>Whole numbers, so that sums are exact in every dtype.</summary>
    private static Tensor Values(Random random, int[] shape, DType dtype) =>
        Tensor.From<double>([.. Enumerable.Range(0, Count(shape)).Select(_ => (double)random.Next(100))]).Reshape(shape).To(dtype);

    private static Tensor Indices(Random random, int[] shape, int below) =>
        Tensor.From<long>([.. Enumerable.Range(0, Count(shape)).Select(_ => (long)random.Next(below))]).Reshape(shape);

    private static int Count(int[] shape) => shape.Aggregate(1, static (a, b) => a * b);

    /// <summary>The same elements with the dimensions the other way round in memory.</summary>
    private static Tensor Strided(Tensor x)
    {
        int[] order = [.. Enumerable.Range(0, x.Rank).Reverse()];
        return x.Rank < 2 ? x : x.Permute(order).Contiguous().Permute(order);
    }

    /// <summary>Fewer indices in the other dimensions than there are lanes.</summary>
    private static Tensor Part(Tensor index, int dim)
    {
        for (int i = 0; i < index.Rank; i++)
        {
            index = i == dim || index.Shape[i] < 2 ? index : index.Narrow(i, 0, index.Shape[i] - 1);
        }

        return index.Contiguous();
    }
}
