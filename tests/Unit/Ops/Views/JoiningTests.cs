using AutoGrad.Tests.Unit.Kernels;

namespace AutoGrad.Tests.Unit.Ops.Views;

/// <summary>Tensors side by side against index arithmetic: long and short rows, many inputs and empty ones, whole and shared by tasks.</summary>
[Collection(nameof(ThreadSetting))]
public sealed class JoiningTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    public void Dispose() => Parallelism.MaxThreads = _threads;

    /// <summary>Product of the sizes before the joined dimension, of those behind it, and sizes along it: one task, tasks of whole rows, of parts of a row, and more inputs than are joined at once.</summary>
    public static TheoryData<int, int, int[]> Forms => new()
    {
        { 1, 1, [3, 0, 1] },
        { 7, 5, [2, 1, 4] },
        { 30_000, 1, [1, 3, 0, 2] },
        { 400, 3, [100, 300, 57] },
        { 1, 1, [200_000, 1, 0, 150_003] },
        { 3, 11, [9_000, 5, 14_001] },
        { 50, 3, [.. Enumerable.Range(0, 37).Select(static i => i * 5 % 7)] },
        { 2, 1, [0, 0] },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_element_arrives_at_its_place(int outer, int inner, int[] sizes)
    {
        int whole = sizes.Sum(), start = 0;
        Tensor expected = Tensor.Arange(outer * whole * inner).Reshape(outer, whole, inner);
        foreach (DType dtype in (DType[])[DType.Int64, DType.Int32, DType.UInt8])
        {
            Tensor all = expected.To(dtype);
            Tensor[] parts = [.. sizes.Select(size => all.Narrow(1, (start += size) - size, size))];
            start = 0;
            foreach (int threads in (int[])[1, 3])
            {
                Parallelism.MaxThreads = threads;
                Assert.Equal(all.ToDoubles(), Tensor.Cat(parts, 1).ToDoubles());
                Assert.Equal(all.ToDoubles(), Tensor.Cat([.. parts.Select(static p => p.Contiguous())], 1).ToDoubles());
            }
        }
    }

    [Fact]
    public void Stacked_tensors_are_blocks_of_the_result()
    {
        Tensor all = Tensor.Arange(40 * 11 * 700).Reshape(40, 11, 700);
        foreach (int threads in (int[])[1, 3])
        {
            Parallelism.MaxThreads = threads;
            Assert.Equal(all.ToDoubles(), Tensor.Stack([.. Enumerable.Range(0, 11).Select(i => all.Select(1, i).Contiguous())], 1).ToDoubles());
        }
    }
}
