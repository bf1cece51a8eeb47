using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops; // a namespace Random would hide System.Random from all tests of ops

public class DropoutTests
{
    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void A_share_p_of_the_elements_becomes_zero_and_the_rest_grows(DType dtype)
    {
        const int n = 100_003;
        double[] y = F.Dropout(Tensor.Full([n], 3, dtype), 0.3, generator: new Generator(1)).Data.To(DType.Float64).ToArray<double>();
        int zeros = y.Count(v => v == 0);
        Assert.InRange(zeros, 0.3 * n - 800, 0.3 * n + 800); // five standard deviations are 725
        Assert.All(y, v => Assert.True(v == 0 || Math.Abs(v - (3 / 0.7)) < 1e-6));
    }

    [Fact]
    public void The_gradient_takes_the_same_mask_and_factor_in_both_dtypes()
    {
        foreach (DType dtype in new[] { DType.Float32, DType.Float64 })
        {
            var x = new Variable(Tensor.Ones([7, 50], dtype), requiresGrad: true);
            Variable y = F.Dropout(x, 0.5, generator: new Generator(4));
            y.Backward(Tensor.Ones([7, 50], dtype));
            Assert.Equal(y.Data.To(DType.Float64).ToArray<double>(), x.Grad!.Data.To(DType.Float64).ToArray<double>());
        }
    }

    [Fact]
    public void The_same_seed_draws_the_same_mask_and_the_next_call_another()
    {
        var generator = new Generator(9);
        float[] first = F.Dropout(Tensor.Ones([1000]), generator: generator).Data.ToArray<float>(), second = F.Dropout(Tensor.Ones([1000]), generator: generator).Data.ToArray<float>();
        Assert.NotEqual(first, second);
        Assert.Equal(first, F.Dropout(Tensor.Ones([1000]), generator: generator.ManualSeed(9)).Data.ToArray<float>());
    }

    [Fact]
    public void Nothing_is_drawn_when_not_training_or_at_p_0()
    {
        Generator generator = new(2);
        GeneratorState before = generator.GetState();
        Variable x = Tensor.Ones([5]);
        Assert.Same(x, F.Dropout(x, 0.5, training: false, generator));
        Assert.Same(x, F.Dropout(x, 0, training: true, generator));
        Assert.Equal(before, generator.GetState());
        Assert.All(F.Dropout(x, 1, training: true, generator).Data.ToArray<float>(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void Channels_are_dropped_as_a_whole()
    {
        float[] y = F.Dropout2d(Tensor.Ones([10, 20, 3, 3]), 0.5, generator: new Generator(3)).Data.ToArray<float>();
        Assert.All(Enumerable.Range(0, 200), c => Assert.Single(y[(c * 9)..((c + 1) * 9)].Distinct()));
        Assert.InRange(y.Count(v => v == 0) / 9, 60, 140);
        Assert.Equal([4, 5], F.Dropout1d(Tensor.Ones([4, 5]), 0.5).Shape.ToArray());
        Assert.Equal([2, 4, 5, 1, 1], F.Dropout3d(Tensor.Ones([2, 4, 5, 1, 1]), 0.5).Shape.ToArray());
    }

    [Fact]
    public void Alpha_dropout_keeps_mean_and_variance()
    {
        Tensor x = Tensor.Randn([200_000], generator: new Generator(6));
        double[] y = F.AlphaDropout(x, 0.3, training: true, generator: new Generator(7)).Data.To(DType.Float64).ToArray<double>();
        double mean = y.Average();
        Assert.InRange(mean, -0.02, 0.02);
        Assert.InRange(y.Sum(v => (v - mean) * (v - mean)) / y.Length, 0.97, 1.03);
        Assert.Equal(2, F.AlphaDropout(Tensor.Zeros([1000]), 0.3, training: true).Data.ToArray<float>().Distinct().Count());
    }

    [Fact]
    public void What_is_no_probability_is_refused()
    {
        Assert.Contains("Dropout: p 1.5 is not a probability. Pass a number from 0 to 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => F.Dropout(Tensor.Ones([2]), 1.5)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => F.AlphaDropout(Tensor.Ones([2]), -0.1, training: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => F.Dropout2d(Tensor.Ones([2, 2, 2]), double.NaN));
    }
}
