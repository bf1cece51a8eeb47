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

    [Fact]
    public void Binary_cross_entropy_of_an_infinite_logit_is_infinite_where_it_is_wrong()
    {
        Tensor x = Tensor.From(double.PositiveInfinity, double.NegativeInfinity, double.NaN), t = Tensor.From(0.0, 1.0, 0.0);
        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity, double.NaN], F.BinaryCrossEntropyWithLogits(x, t, reduction: Reduction.None).Data.ToArray<double>());
    }
}
