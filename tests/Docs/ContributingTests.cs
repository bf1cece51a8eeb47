namespace AutoGrad.Tests.Docs;

/// <summary>The code of CONTRIBUTING.md does what the text says.</summary>
public sealed class ContributingTests
{
    [Fact]
    public void The_op_has_derivatives_of_both_orders()
    {
        var x = new Variable(Tensor.From(2.0), requiresGrad: true);
        var y = new Square().Apply(x);
        var dx = Autodiff.Grad(y, x, createGraph: true);
        Assert.Equal((4.0, 4.0, 2.0), (y.Item(), dx.Item(), Autodiff.Grad(dx, x).Item()));
    }

    [Fact]
    public void The_layer_learns_its_scale()
    {
        var layer = new Scale(3);
        layer.Call(new Variable(Tensor.From(2.0))).Backward();
        var (name, parameter) = Assert.Single(layer.NamedParameters());
        Assert.Equal(("scale", 2.0), (name, parameter.Grad!.Item()));
    }
}
