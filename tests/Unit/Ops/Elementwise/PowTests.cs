namespace AutoGrad.Tests.Unit.Ops.Elementwise;

public sealed class PowTests
{
    [Fact]
    public void The_mixed_derivative_at_an_exponent_of_zero_is_one_over_the_base()
    {
        // d/da a^b = b a^(b-1), which is 0 at b = 0 and grows with b by a^(b-1).
        var a = new Variable(Tensor.From(0.5, 2.0, -4.0), requiresGrad: true);
        var b = new Variable(Tensor.From(0.0, 0.0, 0.0), requiresGrad: true);
        Variable da = Autodiff.Grad(a.Pow(b).Sum(), a, createGraph: true);
        Assert.Equal([0.0, 0, 0], da.Data.ToArray<double>());
        Assert.Equal([2, 0.5], Autodiff.Grad(da.Sum(), b).Data.ToArray<double>()[..2]);
        GradCheck.Verify((x, y) => x.Pow(y), Tensor.From(0.5, 2.0), Tensor.From(0.0, 0.0), new GradCheckOptions { Order = 2 });
    }

    [Fact]
    public void Zero_to_the_power_of_zero_has_a_gradient_of_zero_in_its_base()
    {
        var a = new Variable(Tensor.From(0.0, 0.0), requiresGrad: true);
        Assert.Equal([0.0, 0], Autodiff.Grad(a.Pow(Tensor.From(0.0, 2.0)).Sum(), a).Data.ToArray<double>());
    }
}
