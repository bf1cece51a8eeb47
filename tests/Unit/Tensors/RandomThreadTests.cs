using AutoGrad.Tests.Unit.Kernels;

namespace AutoGrad.Tests.Unit.Tensors;

[Collection(nameof(ThreadSetting))]
public sealed class RandomThreadTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    public void Dispose() => Parallelism.MaxThreads = _threads;

    [Fact]
    public void Every_thread_count_draws_the_same_bits()
    {
        Func<Generator, Tensor>[] draws =
        [
            g => Tensor.Rand([100_003], generator: g),
            g => Tensor.Rand([50_001], DType.Float64, g),
            g => Tensor.Randn([77, 1301], generator: g),
            g => Tensor.Randn([40_007], DType.Float64, g),
            g => Tensor.RandInt(-5, 100, [100_003], generator: g),
            g => Tensor.Zeros([100_003]).BernoulliInPlace(0.5, g),
        ];
        foreach (Func<Generator, Tensor> draw in draws)
        {
            Parallelism.MaxThreads = 1;
            double[] alone = draw(new Generator(42)).ToDoubles();
            Parallelism.MaxThreads = 4;
            Assert.Equal(alone, draw(new Generator(42)).ToDoubles());
        }
    }
}
