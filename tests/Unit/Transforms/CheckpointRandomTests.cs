using AutoGrad.Tests.Unit.Backends;

namespace AutoGrad.Tests.Transforms;

/// <summary>A checkpoint's second run draws what its first drew, from the process-wide generator too: nothing else draws meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class CheckpointRandomTests
{
    [Fact]
    public void Random_numbers_are_those_of_the_first_run_and_the_generators_go_on_from_there()
    {
        foreach (Generator generator in (Generator[])[Generator.Default, new Generator(5)])
        {
            var x = new Variable(Tensor.Ones([64], DType.Float64), requiresGrad: true);
            GeneratorState before = generator.GetState();
            Variable y = Autodiff.Checkpoint(v => v * Tensor.Rand([64], dtype: DType.Float64, generator: generator), x);
            GeneratorState after = generator.GetState();
            Assert.NotEqual(before, after);
            Tensor next = Tensor.Rand([4], generator: generator);
            GeneratorState later = generator.GetState();
            y.Sum().Backward();
            Assert.Equal(y.Data.ToArray<double>(), x.Grad!.Data.ToArray<double>());
            Assert.Equal(later, generator.GetState());
            generator.SetState(after);
            Assert.Equal(next.ToArray<float>(), Tensor.Rand([4], generator: generator).ToArray<float>());
        }
    }
}
