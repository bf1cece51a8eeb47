using AutoGrad.Tests.Unit.Kernels;

namespace AutoGrad.Tests.Unit.Ops.Indexing;

/// <summary>Chosen rows and elements against plain loops at sizes that take several tasks, the same bits at every thread count, and refusals before any write.</summary>
[Collection(nameof(ThreadSetting))]
public sealed class IndexingTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    public void Dispose() => Parallelism.MaxThreads = _threads;

    /// <summary>Outer, size, inner and number of indices: one task, shared by outer blocks, by columns, and by destinations.</summary>
    public static TheoryData<int, int, int, int> Forms => new() { { 2, 5, 3, 4 }, { 16, 50, 40, 60 }, { 1, 100, 512, 700 }, { 1, 3000, 3, 40_000 }, { 1, 500, 1, 70_000 }, { 3, 40, 1, 50_000 } };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Rows_are_chosen_and_added_as_a_plain_loop_does(int outer, int size, int inner, int count)
    {
        var random = new Random(1);
        float[] x = Values(random, outer * size * inner), rows = Values(random, outer * count * inner);
        long[] index = Indices(random, count, size);
        float[] chosen = new float[rows.Length], added = (float[])x.Clone(), copied = (float[])x.Clone();
        for (int o = 0; o < outer; o++)
        {
            for (int j = 0; j < count; j++)
            {
                for (int i = 0; i < inner; i++)
                {
                    int at = ((o * size) + (int)index[j]) * inner + i, from = ((o * count) + j) * inner + i;
                    chosen[from] = x[at];
                    added[at] += rows[from];
                    copied[at] = rows[from];
                }
            }
        }

        Tensor tx = Tensor.From<float>(x).Reshape(outer, size, inner), ti = Tensor.From<long>(index), tr = Tensor.From<float>(rows).Reshape(outer, count, inner);
        foreach (int threads in (int[])[1, 2, 5])
        {
            Parallelism.MaxThreads = threads;
            Assert.Equal(chosen, tx.IndexSelect(1, ti).ToArray<float>());
            Assert.Equal(added, tx.IndexAdd(1, ti, tr).ToArray<float>()); // exact: every destination adds in the order of the list
            Assert.Equal(copied, tx.IndexCopy(1, ti, tr).ToArray<float>());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Elements_are_chosen_and_added_as_a_plain_loop_does(int dim)
    {
        var random = new Random(2);
        int[] sizes = [30, 40, 50], indexSizes = [20, 40, 45];
        indexSizes[dim] = 60;
        double[] x = [.. Values(random, 60_000).Select(v => (double)v)];
        int n = indexSizes[0] * indexSizes[1] * indexSizes[2];
        long[] index = Indices(random, n, sizes[dim]);
        double[] source = [.. Values(random, n).Select(v => (double)v)], chosen = new double[n], added = (double[])x.Clone(), set = (double[])x.Clone();
        for (int p = 0; p < n; p++)
        {
            int[] at = [p / indexSizes[2] / indexSizes[1], p / indexSizes[2] % indexSizes[1], p % indexSizes[2]];
            at[dim] = (int)index[p];
            int q = ((at[0] * sizes[1]) + at[1]) * sizes[2] + at[2];
            chosen[p] = x[q];
            added[q] += source[p];
            set[q] = source[p];
        }

        Tensor tx = Tensor.From<double>(x).Reshape(sizes), ti = Tensor.From<long>(index).Reshape(indexSizes), ts = Tensor.From<double>(source).Reshape(indexSizes);
        Tensor strided = tx.Permute(2, 0, 1).Contiguous().Permute(1, 2, 0);
        foreach (int threads in (int[])[1, 3])
        {
            Parallelism.MaxThreads = threads;
            Assert.Equal(chosen, tx.Gather(dim, ti).ToArray<double>());
            Assert.Equal(chosen, strided.Gather(dim, ti.To(DType.Int32)).ToArray<double>());
            Assert.Equal(added, tx.ScatterAdd(dim, ti, ts).ToArray<double>());
            Assert.Equal(added, strided.ScatterAdd(dim, ti, ts.Permute(1, 2, 0).Contiguous().Permute(2, 0, 1)).ToArray<double>());
            Assert.Equal(set, tx.Scatter(dim, ti, ts).ToArray<double>()); // of equal indices the last wins
        }
    }

    [Fact]
    public void The_gradient_of_an_embedding_has_the_same_bits_at_every_thread_count()
    {
        var random = new Random(3);
        Tensor weight = Tensor.From<float>(Values(random, 300 * 64)).Reshape(300, 64), index = Tensor.From<long>(Indices(random, 4000, 300)).Reshape(40, 100);
        Tensor dy = Tensor.From<float>(Values(random, 4000 * 64)).Reshape(40, 100, 64);
        float[]? first = null;
        foreach (int threads in (int[])[1, 2, 4, 7])
        {
            Parallelism.MaxThreads = threads;
            var w = new Variable(weight, requiresGrad: true);
            Autodiff.Backward([Variable.Embedding(index, w, paddingIdx: -1)], [dy]);
            float[] gradient = w.Grad!.Data.ToArray<float>();
            first ??= gradient;
            Assert.Equal(first, gradient);
            Assert.All(gradient[^64..], g => Assert.Equal(0, g)); // the padding row
        }
    }

    [Theory]
    [InlineData(7L)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void An_index_out_of_range_is_named_before_anything_is_written(long bad)
    {
        long[] index = new long[50];
        index[33] = bad;
        Tensor list = Tensor.From<long>(index), place = list.Reshape(5, 10), target = Tensor.Full([7, 3], 9), rows = Tensor.Zeros([50, 3]);
        var calls = new (Primitive Op, Tensor[] Inputs)[]
        {
            (new AutoGrad.Ops.IndexSelectGrad(0, [7, 3]), [rows, list]),
            (new AutoGrad.Ops.EmbeddingGrad([7, 3], -1), [rows, list]),
            (new AutoGrad.Ops.IndexAdd(0), [Tensor.Zeros([7, 3]), list, rows]),
            (new AutoGrad.Ops.IndexCopy(0), [Tensor.Zeros([7, 3]), list, rows]),
            (new AutoGrad.Ops.IndexFill(0, 1), [Tensor.Zeros([7, 3]), list]),
        };
        foreach ((Primitive op, Tensor[] inputs) in calls)
        {
            var error = Assert.Throws<ShapeException>(() => op.RunInto(target, WriteMode.Write, inputs));
            Assert.Contains($"index[33] is {bad}, outside [0, 6] for a dimension of size 7", error.Message, StringComparison.Ordinal);
            Assert.All(target.ToArray<float>(), v => Assert.Equal(9, v));
        }

        Tensor wide = Tensor.Full([7, 10], 9);
        foreach (Primitive op in (Primitive[])[new AutoGrad.Ops.GatherGrad(0, [7, 10])])
        {
            var error = Assert.Throws<ShapeException>(() => op.RunInto(wide, WriteMode.Write, Tensor.Zeros([5, 10]), place));
            Assert.Contains($"index[3, 3] is {bad}, outside [0, 6]", error.Message, StringComparison.Ordinal);
            Assert.All(wide.ToArray<float>(), v => Assert.Equal(9, v));
        }

        Assert.Throws<ShapeException>(() => wide.ScatterAdd(0, place, Tensor.Ones([5, 10])));
        Assert.Throws<ShapeException>(() => wide.Scatter(0, place, 1));
        Assert.All(wide.ToArray<float>(), v => Assert.Equal(9, v));
    }

    [Fact]
    public void Indices_into_an_empty_dimension_are_refused_and_no_indices_are_fine()
    {
        Tensor x = Tensor.Zeros([0, 3]), none = Tensor.Zeros([0], DType.Int64);
        Assert.Equal([0, 3], x.IndexSelect(0, none).Shape);
        Assert.Equal([0, 3], Tensor.Zeros([4, 3]).IndexSelect(0, none).Shape);
        var error = Assert.Throws<ShapeException>(() => x.IndexSelect(0, Tensor.From(0L, 1L)));
        Assert.Contains("index[0] is 0, and the dimension is empty", error.Message, StringComparison.Ordinal);
        Assert.Equal([2, 0], Tensor.Zeros([2, 0]).Gather(0, Tensor.Zeros([2, 0], DType.Int64)).Shape);
        Assert.Equal([0, 4], Tensor.Embedding(none, Tensor.Zeros([2, 4])).Shape);
    }

    [Fact]
    public void Scalars_are_one_element()
    {
        Tensor x = Tensor.Full([], 2.5), zero = Tensor.Full([], 0, DType.Int64);
        Assert.Equal(2.5, x.IndexSelect(0, zero).Item());
        Assert.Equal(2.5, x.Gather(-1, zero).Item());
        Assert.Equal(4.0, x.ScatterAdd(0, zero, Tensor.Full([], 1.5)).Item());
        Assert.Equal([1, 0], x.NonZero().Shape);
        Assert.Equal([2.5f], x.MaskedSelect(Tensor.Full([], 1, DType.Bool)).ToArray<float>());
        Assert.Equal([0L, 0, 1], Tensor.Full([], 2, DType.Int64).OneHot().ToArray<long>());
    }

    [Fact]
    public void A_mask_takes_any_layout()
    {
        Tensor x = Tensor.Arange(6).Reshape(2, 3), mask = Tensor.From(1L, 0, 0, 1, 1, 0).Reshape(3, 2).To(DType.Bool).T();
        Assert.Equal([0L, 2, 4], x.MaskedSelect(mask).ToArray<long>());
        Assert.Equal([-1L, 1, -1, 3, -1, 5], x.MaskedFill(mask, -1).ToArray<long>());
        Assert.Equal([7L, 1, 8, 3, 9, 5], x.MaskedScatter(mask, Tensor.From(7L, 8, 9, 10)).ToArray<long>());
        var error = Assert.Throws<ShapeException>(() => x.MaskedScatter(mask, Tensor.From([7L])));
        Assert.Contains("the mask is true at 3 places and source of shape [1] has 1 elements", error.Message, StringComparison.Ordinal);
        Assert.Throws<DTypeException>(() => x.MaskedSelect(Tensor.Ones([2, 3])));
    }

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 4) - 2))];

    private static long[] Indices(Random random, int count, int size) => [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(size))];
}
