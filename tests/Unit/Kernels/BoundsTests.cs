using AutoGrad.Kernels;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>The first bad index is found wherever it lies, also when tasks share the search.</summary>
[Collection(nameof(ThreadSetting))]
public sealed unsafe class BoundsTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    public void Dispose() => Parallelism.MaxThreads = _threads;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [Trait("Category", VectorWidthTests.Trait)]
    public void The_first_index_outside_is_named(int threads)
    {
        Parallelism.MaxThreads = threads;
        var random = new Random(3);
        foreach (int count in (int[])[0, 1, 3, 4, 33, 5000, 200_001])
        {
            long[] index = [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(10))];
            Assert.Equal(-1, First(index, 10));
            for (int round = 0; round < 20 && count > 0; round++)
            {
                long[] bad = [.. index];
                int[] places = [.. Enumerable.Range(0, 1 + (round % 3)).Select(_ => random.Next(count))];
                foreach (int place in places)
                {
                    bad[place] = (round % 4) switch { 0 => 10, 1 => -1, 2 => long.MinValue, _ => long.MaxValue };
                }

                Assert.Equal(places.Min(), First(bad, 10));
            }
        }
    }

    private static long First(long[] index, long size)
    {
        fixed (long* values = index)
        {
            return Bounds.FirstOutside(values, index.Length, size);
        }
    }
}
