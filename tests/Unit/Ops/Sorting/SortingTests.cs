using AutoGrad.Tests.Unit.Kernels;

namespace AutoGrad.Tests.Unit.Ops.Sorting;

/// <summary>Orders against stable sorts of the base library, for every dtype, length and layout.</summary>
[Collection(nameof(ThreadSetting))]
public sealed class SortingTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    public void Dispose() => Parallelism.MaxThreads = _threads;

    /// <summary>Lengths around the borders of insertion, counting of bytes and the heap.</summary>
    public static TheoryData<DType, int> Cases
    {
        get
        {
            var cases = new TheoryData<DType, int>();
            foreach (DType dtype in Enum.GetValues<DType>())
            {
                foreach (int length in (int[])[1, 2, 7, 32, 33, 100, 1000, 20_000])
                {
                    cases.Add(dtype, length);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_lane_comes_in_the_order_of_a_stable_sort(DType dtype, int length)
    {
        var random = new Random(length);
        double[] values = [.. Enumerable.Range(0, 3 * length).Select(_ => Value(random, dtype))];
        Tensor x = Tensor.From<double>(values).To(dtype).Reshape(3, length), across = x.T().Contiguous().T();
        foreach (bool descending in (bool[])[false, true])
        {
            long[] expected = [.. Enumerable.Range(0, 3).SelectMany(r => Expected(values[(r * length)..((r + 1) * length)], descending))];
            foreach (int threads in (int[])[1, 3])
            {
                Parallelism.MaxThreads = threads;
                (Tensor sorted, Tensor indices) = x.Sort(1, descending);
                Assert.Equal(expected, indices.ToArray<long>());
                Assert.Equal(x.Gather(1, indices).ToDoubles(), sorted.ToDoubles());
                Assert.Equal(expected, across.ArgSort(-1, descending).ToArray<long>());
                Assert.Equal(expected, x.T().ArgSort(0, descending).T().ToArray<long>());
            }

            foreach (int k in (int[])[1, Math.Max(1, length / 10), length])
            {
                long[] first = [.. Enumerable.Range(0, 3).SelectMany(r => expected[(r * length)..((r * length) + k)])];
                (Tensor top, Tensor places) = x.TopK(k, largest: descending);
                Assert.Equal(first, places.ToArray<long>()); // of equal elements the lower index comes first
                Assert.Equal(x.Gather(1, places).ToDoubles(), top.ToDoubles());
            }
        }
    }

    [Fact]
    public void Signed_zeros_are_equal_and_every_NaN_is_largest()
    {
        Tensor x = Tensor.From(0.0f, -0.0f, float.NaN, -float.NaN, float.NegativeInfinity, 0.0f, float.PositiveInfinity);
        Assert.Equal([4L, 0, 1, 5, 6, 2, 3], x.ArgSort().ToArray<long>());
        Assert.Equal([2L, 3, 6, 0, 1, 5, 4], x.ArgSort(descending: true).ToArray<long>());
        Assert.Equal([4L, 0, 1, 5, 6, 2, 3], x.To(DType.Float64).ArgSort().ToArray<long>());
        Assert.Equal([long.MinValue, -1, 0, long.MaxValue], Tensor.From(0L, long.MaxValue, long.MinValue, -1).Sort().Values.ToArray<long>());
    }

    [Fact]
    public void Unique_rows_keep_the_way_back()
    {
        Tensor x = Tensor.From(2.5, 1, 2.5, double.NaN, double.NaN, 1);
        (Tensor values, Tensor inverse, Tensor counts) = x.Unique();
        Assert.Equal([1, 2.5, double.NaN, double.NaN], values.ToArray<double>());
        Assert.Equal([1L, 0, 1, 2, 3, 0], inverse.ToArray<long>());
        Assert.Equal([2L, 2, 1, 1], counts.ToArray<long>());

        Tensor rows = Tensor.From(1L, 2, 0, 5, 1, 2, 0, 4).Reshape(4, 2);
        (values, inverse, _) = rows.Unique(0);
        Assert.Equal(rows.ToArray<long>(), values.IndexSelect(0, inverse).ToArray<long>());
        Assert.Empty(Tensor.Zeros([0]).Unique().Values.ToArray<float>());
        Assert.Equal([0, 3], Tensor.Zeros([0, 3]).Unique(0).Values.Shape);
        Assert.Equal(DType.Int64, Tensor.Zeros([0]).Unique().Counts.DType);
    }

    [Fact]
    public void Orders_of_empty_and_single_lanes()
    {
        Assert.Equal([2, 0], Tensor.Zeros([2, 0]).Sort().Indices.Shape);
        Assert.Equal([0, 2], Tensor.Zeros([0, 2]).TopK(1).Values.Reshape(0, 1).Expand(0, 2).Shape);
        (Tensor value, Tensor index) = Tensor.Full([], 3.5).KthValue(1);
        Assert.Equal((3.5, 0.0), (value.Item(), index.Item()));
        Assert.Equal([0L], Tensor.Full([1], 2).ArgSort().ToArray<long>());
    }

    [Fact]
    public void Indices_carry_no_gradient_and_values_do()
    {
        var x = new Variable(Tensor.From(3.0, 1, 2), requiresGrad: true);
        (Variable values, Tensor indices) = x.Sort(descending: true);
        Assert.Equal(DType.Int64, indices.DType);
        Assert.True(values.RequiresGrad);
        Autodiff.Backward([values], [Tensor.From(1.0, 2, 3)]);
        Assert.Equal([1.0, 3, 2], x.Grad!.Data.ToArray<double>());
    }

    private static IEnumerable<long> Expected(double[] values, bool descending)
    {
        IEnumerable<int> places = Enumerable.Range(0, values.Length);
        return (descending ? places.OrderByDescending(i => values[i]) : places.OrderBy(i => values[i])).Select(i => (long)i); // LINQ's sorts are stable
    }

    private static double Value(Random random, DType dtype) => dtype switch
    {
        DType.Bool => random.Next(2),
        DType.UInt8 => random.Next(256),
        DType.Int32 or DType.Int64 => random.Next(-500, 500) * (random.Next(4) == 0 ? 1000 : 1),
        _ => Math.Round((random.NextDouble() * 4) - 2, 2) * (random.Next(4) == 0 ? 1e6 : 1),
    };
}
