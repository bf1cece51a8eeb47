using AutoGrad.Tests.Unit.Kernels;

namespace AutoGrad.Tests.Unit.Backends;

/// <summary>Operands that repeat themselves along the output, with innermost dims so short that the driver reads many rows as one, against dense copies of the same operands.</summary>
[Collection(nameof(ThreadSetting))]
public sealed class BroadcastRowsTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    public void Dispose() => Parallelism.MaxThreads = _threads;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_repeated_gives_the_bits_of_its_copy(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 120; round++)
        {
            Parallelism.MaxThreads = random.Next(1, 4);
            int[] sizes = [random.Next(1, 5), random.Next(1, round % 10 == 0 ? 6000 : 90), random.Next(1, 6), random.Next(1, 40)];
            Shape shape = Shape.Create(sizes[..random.Next(2, 5)]);
            DType dtype = random.Next(2) == 0 ? DType.Float32 : DType.Float64;
            Tensor a = Operand(random, shape, dtype), b = Operand(random, shape, dtype), c = Operand(random, shape, dtype);
            string which = $"seed {seed}, round {round}: {a.Shape}, {b.Shape} and {c.Shape} to {shape}, {dtype}, {Parallelism.MaxThreads} threads";
            Same(Whole(a, shape) - Whole(b, shape), Whole(a, shape) - b, which);
            Same(Whole(a, shape) - Whole(b, shape), a.Expand(shape) - b.Expand(shape), which);
            Same(Whole(a, shape).Addcmul(Whole(b, shape), Whole(c, shape)), a.Expand(shape).Addcmul(b, c), which);
            Tensor sum = Whole(c, shape), expected = sum + Whole(a, shape);
            sum.AddInPlace(a);
            Same(expected, sum, which);
        }
    }

    /// <summary>Each dim whole or of size 1; the first ones may be missing.</summary>
    private static Tensor Operand(Random random, Shape shape, DType dtype)
    {
        int[] sizes = [.. shape.ToArray().Skip(random.Next(3) == 0 ? random.Next(shape.Rank) : 0).Select(size => random.Next(3) == 0 ? 1 : size)];
        Tensor x = Tensor.Arange(0, Shape.Create(sizes).NumEl, 1, dtype).Reshape(sizes);
        return (x * 0.37) - random.Next(100);
    }

    private static Tensor Whole(Tensor x, Shape shape) => x.Expand(shape).Clone();

    private static void Same(Tensor expected, Tensor actual, string which) =>
        Assert.True(expected.Shape == actual.Shape && expected.To(DType.Float64).ToArray<double>().AsSpan().SequenceEqual(actual.To(DType.Float64).ToArray<double>()), which);
}
