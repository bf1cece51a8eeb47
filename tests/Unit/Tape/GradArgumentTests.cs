namespace AutoGrad.Tests.Unit.Tape;

/// <summary>What cannot be differentiated is refused before a pass begins.</summary>
public sealed class GradArgumentTests
{
    [Fact]
    public void Gradients_of_nothing_or_with_respect_to_nothing_are_refused()
    {
        var x = new Variable(Tensor.From(2.0), requiresGrad: true);
        Variable y = x * x;
        Assert.Contains("no inputs", Assert.Throws<AutogradException>(() => Autodiff.Grad([y], [])).Message, StringComparison.Ordinal);
        Assert.Contains("no outputs", Assert.Throws<AutogradException>(() => Autodiff.Grad([], [x])).Message, StringComparison.Ordinal);
        Assert.Contains("no outputs", Assert.Throws<AutogradException>(() => Autodiff.Backward([])).Message, StringComparison.Ordinal);
        Assert.Equal(4, Autodiff.Grad(y, x).Item()); // and the graph is still whole
    }

    [Fact]
    public void A_gradient_with_respect_to_a_result_leaves_the_graph_behind_it_whole()
    {
        var x = new Variable(Tensor.From(3.0), requiresGrad: true);
        Variable square = x * x, y = square * square;
        Assert.Equal(18, Autodiff.Grad(y, square).Item());
        Assert.Equal(6, Autodiff.Grad(square, x).Item()); // as in PyTorch: what lies behind the result was not run, and keeps what it saved
    }

    [Fact]
    public void A_null_output_or_input_is_named()
    {
        var x = new Variable(Tensor.From(2.0), requiresGrad: true);
        Variable y = x * x;
        Assert.Equal("outputs", Assert.Throws<ArgumentNullException>(() => Autodiff.Grad(null!, x)).ParamName);
        Assert.Equal("inputs", Assert.Throws<ArgumentNullException>(() => Autodiff.Grad(y, null!)).ParamName);
    }
}
