using AutoGrad.Kernels;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>Copies between any strides against index arithmetic: every choice of rows, tiles and single elements, whole and shared by tasks.</summary>
[Collection(nameof(ThreadSetting))]
public sealed unsafe class StridedCopyTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    public void Dispose() => Parallelism.MaxThreads = _threads;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [Trait("Category", VectorWidthTests.Trait)]
    public void Every_element_arrives_at_its_place(int threads)
    {
        Parallelism.MaxThreads = threads;
        var random = new Random(5);
        for (int round = 0; round < 400; round++)
        {
            int[] sizes = [.. Enumerable.Range(0, random.Next(0, 5)).Select(_ => random.Next(1, random.Next(2, 24)))];
            Check<byte>(random, sizes);
            Check<int>(random, sizes);
            Check<long>(random, sizes);
        }
    }

    [Theory]
    [InlineData(new[] { 300, 400 }, new[] { 1, 0 })]
    [InlineData(new[] { 1000, 97 }, new[] { 1, 0 })]
    [InlineData(new[] { 3, 130, 150 }, new[] { 0, 2, 1 })]
    [InlineData(new[] { 20, 30, 7, 40 }, new[] { 0, 2, 1, 3 })]
    [InlineData(new[] { 5, 9, 8, 7, 33 }, new[] { 3, 1, 0, 2, 4 })]
    [InlineData(new[] { 40_000, 2 }, new[] { 1, 0 })]
    [InlineData(new[] { 2, 3, 50_000 }, new[] { 1, 2, 0 })]
    public void Large_permutations_arrive_whole(int[] shape, int[] order)
    {
        foreach (int threads in (int[])[1, 4])
        {
            Parallelism.MaxThreads = threads;
            Tensor x = Tensor.Arange(shape.Aggregate(1, (a, b) => a * b)).Reshape(shape);
            foreach (Tensor t in (Tensor[])[x, x.To(DType.Int32), x.To(DType.Float32)])
            {
                Tensor view = t.Permute(order);
                int[] strides = view.Strides();
                double[] copied = view.Clone().ToDoubles();
                for (int i = 0; i < copied.Length; i++)
                {
                    Assert.Equal(Offset(i, view.Shape.ToArray(), strides), (long)copied[i]);
                }
            }
        }
    }

    private static void Check<T>(Random random, int[] sizes) where T : unmanaged
    {
        int rank = sizes.Length, count = sizes.Aggregate(1, (a, b) => a * b);
        (int[] target, int targetSpan) = Layout(random, sizes, repeats: false);
        (int[] source, int sourceSpan) = Layout(random, sizes, repeats: true);
        T[] from = new T[sourceSpan], to = new T[targetSpan], expected = new T[targetSpan];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(from.AsSpan()));
        for (int i = 0; i < count; i++)
        {
            expected[Offset(i, sizes, target)] = from[Offset(i, sizes, source)];
        }

        int[] scratch = [.. sizes, .. target, .. source, 0];
        fixed (T* t = to, s = from)
        fixed (int* p = scratch)
        {
            StridedCopy.Run((byte*)t, (byte*)s, sizeof(T), p, p + rank, p + (2 * rank), rank);
        }

        Assert.Equal(expected, to);
    }

    /// <summary>Strides of a random order of the dimensions with gaps; a source may also show one element many times.</summary>
    private static (int[] Strides, int Span) Layout(Random random, int[] sizes, bool repeats)
    {
        int[] strides = new int[sizes.Length], order = [.. Enumerable.Range(0, sizes.Length)];
        random.Shuffle(order);
        int stride = random.Next(4) == 0 ? 2 : 1;
        foreach (int i in order)
        {
            bool repeated = repeats && random.Next(5) == 0;
            strides[i] = repeated ? 0 : stride;
            stride *= repeated ? 1 : sizes[i];
            stride += random.Next(4) == 0 ? random.Next(3) : 0;
        }

        return (strides, stride + 1);
    }

    private static long Offset(int position, int[] sizes, int[] strides)
    {
        long offset = 0;
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            (position, int at) = Math.DivRem(position, sizes[i]);
            offset += (long)at * strides[i];
        }

        return offset;
    }
}
