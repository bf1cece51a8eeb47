namespace AutoGrad.Tests.Unit.Kernels.Reduce;

/// <summary>Reductions of rows and columns of every length (turned, in vectors, in pieces) against loops over doubles; ties and NaN as PyTorch has them.</summary>
[Collection(nameof(ThreadSetting))]
public sealed class ReductionKernelTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    public static TheoryData<int, int, DType> Cases
    {
        get
        {
            var data = new TheoryData<int, int, DType>();
            foreach ((int rows, int columns) in (ReadOnlySpan<(int, int)>)[(1, 1), (7, 10), (300, 3), (129, 48), (130, 49), (20, 100), (9, 1000), (3000, 17), (4, 20_000), (40, 333), (2, 70_000)])
            {
                foreach (DType dtype in (ReadOnlySpan<DType>)[DType.Float32, DType.Float64, DType.Int64, DType.Int32, DType.UInt8])
                {
                    data.Add(rows, columns, dtype);
                }
            }

            return data;
        }
    }

    public void Dispose() => Parallelism.MaxThreads = _threads;

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Category", VectorWidthTests.Trait)]
    public void Rows_and_columns_reduce_to_what_a_loop_finds(int rows, int columns, DType dtype)
    {
        var random = new Random((rows * 7) + columns);
        double[] values = [.. Enumerable.Range(0, rows * columns).Select(_ => (double)random.Next(dtype == DType.UInt8 ? 0 : -20, 20))];
        for (int i = 0; (dtype == DType.Float32 || dtype == DType.Float64) && i < values.Length; i += 97)
        {
            values[i] = random.Next(3) switch { 0 => double.NaN, 1 => double.NegativeInfinity, _ => values[i] };
        }

        Tensor x = Tensor.From<double>(values).Reshape(rows, columns).To(dtype);
        foreach (int threads in (int[])[1, 3])
        {
            Parallelism.MaxThreads = threads;
            for (int dim = 0; dim < 2; dim++)
            {
                int lanes = dim == 0 ? columns : rows, length = dim == 0 ? rows : columns;
                double[] Lane(int lane) => [.. Enumerable.Range(0, length).Select(i => values[dim == 0 ? (i * columns) + lane : (lane * columns) + i])];
                double[] sums = x.Sum(dim).ToDoubles(), means = x.To(DType.Float64).Mean(dim).ToDoubles(), largest = x.Amax(dim).ToDoubles(), smallest = x.Amin(dim).ToDoubles();
                (Tensor largestOf, Tensor indices) = x.Max(dim);
                double[] max = largestOf.ToDoubles(), at = indices.ToDoubles(), first = x.ArgMin(dim).ToDoubles();
                for (int lane = 0; lane < lanes; lane++)
                {
                    double[] all = Lane(lane);
                    Assert.Equal(all.Sum(), sums[lane]);
                    Assert.Equal(all.Sum() / length, means[lane]);
                    Assert.Equal(First(all, (a, b) => a > b), (int)at[lane]);
                    Assert.Equal(First(all, (a, b) => a < b), (int)first[lane]);
                    Assert.Equal(all[(int)at[lane]], max[lane]);
                    Assert.Equal(all[(int)at[lane]], largest[lane]);
                    Assert.Equal(all[(int)first[lane]], smallest[lane]);
                }
            }
        }
    }

    /// <summary>The first NaN, or the first element that none beats.</summary>
    private static int First(double[] lane, Func<double, double, bool> beats)
    {
        int best = 0;
        for (int i = 1; i < lane.Length && !double.IsNaN(lane[best]); i++)
        {
            best = double.IsNaN(lane[i]) || beats(lane[i], lane[best]) ? i : best;
        }

        return best;
    }
}
