using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops;

/// <summary>Values where a plain formula has no digits left, against mpmath with 40 digits.</summary>
public sealed class StableValueTests
{
    [Theory]
    [InlineData(-80, 0, 1.80485138784541517e-35, 1.80485138784541517e-35)]
    [InlineData(-30, 0, 9.35762296883973678e-14, 9.35762296883973678e-14)]
    [InlineData(30, 1, 9.35762296883973678e-14, 2.80728689065192103e-13)]
    [InlineData(-9.5, 0, 0.0000748490286292671641, 0.0000748490286292671641)]
    [InlineData(9.5, 1, 0.0000748490286292671641, 0.000224547085887801492)]
    [InlineData(5, 0, 5.00671534848911807, 5.00671534848911807)]
    [InlineData(-5, 1, 5.00671534848911807, 15.0201460454673542)]
    [InlineData(-3, 0.25, 0.798587351573742059, 2.32288102736061309)]
    public void Binary_cross_entropy_of_logits_keeps_its_digits_for_either_target(double logit, double target, double loss, double weighted)
    {
        foreach ((DType dtype, double error) in ((DType, double)[])[(DType.Float32, 6e-7), (DType.Float64, 1e-15)])
        {
            Tensor x = Tensor.From(logit).To(dtype), t = Tensor.From(target).To(dtype);
            Assert.Equal(loss, F.BinaryCrossEntropyWithLogits(x, t).Item(), error * loss);
            Assert.Equal(weighted, F.BinaryCrossEntropyWithLogits(x, t, posWeight: Tensor.From(3.0).To(dtype)).Item(), error * weighted);
        }
    }

    [Theory]
    [InlineData(1, float.PositiveInfinity, double.NaN, double.NaN)]
    [InlineData(float.PositiveInfinity, 1, double.NaN, double.NaN)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, double.NaN, double.NaN)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity, double.NaN, double.NaN)]
    [InlineData(2, float.NegativeInfinity, 0, double.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 2, double.PositiveInfinity, double.PositiveInfinity)]
    public void Cross_entropy_of_infinite_scores_is_that_of_pytorch(float right, float wrong, double loss, double smoothed)
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            Tensor x = Tensor.From<float>([right, wrong], [1, 2]).To(dtype), label = Tensor.From<long>([0L]);
            Assert.Equal(loss, F.CrossEntropy(x, label).Item());
            Assert.Equal(smoothed, F.CrossEntropy(x, label, labelSmoothing: 0.1).Item());
        }
    }

    [Theory]
    [InlineData(1e18, false)]
    [InlineData(1e21, true)]
    [InlineData(1e38, true)]
    public void Layer_and_group_norm_whose_variance_overflows_are_nan_as_in_pytorch(double size, bool isNaN)
    {
        foreach (int n in (int[])[4, 100])
        {
            var x = new Variable((Tensor.Arange(n) * (size / n)).To(DType.Float32), requiresGrad: true);
            Variable y = F.LayerNorm(x, [n]);
            y.Sum().Backward();
            Variable groups = F.GroupNorm(x.Reshape(1, 2, n / 2), 2);
            Assert.All([.. y.Data.ToArray<float>(), .. x.Grad!.Data.ToArray<float>(), .. groups.Data.ToArray<float>()], v => Assert.Equal(isNaN, float.IsNaN(v)));
        }
    }

    [Fact]
    public void Binary_cross_entropy_of_an_infinite_logit_is_infinite_where_it_is_wrong()
    {
        Tensor x = Tensor.From(double.PositiveInfinity, double.NegativeInfinity, double.NaN), t = Tensor.From(0.0, 1.0, 0.0);
        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity, double.NaN], F.BinaryCrossEntropyWithLogits(x, t, reduction: Reduction.None).Data.ToArray<double>());
    }
}
