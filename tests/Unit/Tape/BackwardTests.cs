namespace AutoGrad.Tests.Unit.Tape;

public sealed class BackwardTests
{
    private static Variable Leaf(params double[] values) => new(Tensor.From<double>(values), requiresGrad: true);

    private static Variable Number(double value) => new(Tensor.Full([], value, DType.Float64), requiresGrad: true);

    [Fact]
    public void Gradients_of_a_composition_match_the_closed_form()
    {
        Variable a = Leaf(1, 2, 3), b = Leaf(2);
        Variable y = ((a * b) + (a / b) - b).Exp();
        y.Backward(Tensor.Ones([3], DType.Float64));
        double[] e = [Math.Exp(0.5), Math.Exp(3), Math.Exp(5.5)];
        Assert.Equal(e.Select(static v => v * 2.5), a.Grad!.Data.ToArray<double>(), Close);
        double[] db = [e[0] * (1 - 0.25 - 1), e[1] * (2 - 0.5 - 1), e[2] * (3 - 0.75 - 1)];
        Assert.Equal(db.Sum(), b.Grad!.Data.ToArray<double>()[0], 1e-10);
    }

    [Fact]
    public void Backward_accumulates_over_fan_out_and_over_calls()
    {
        Variable x = Number(3);
        Variable y = (x * x) + x;
        y.Backward(retainGraph: true);
        Assert.Equal(7, x.Grad!.Item());
        y.Backward();
        Assert.Equal(14, x.Grad!.Item());
    }

    [Fact]
    public void A_gradient_the_user_holds_never_changes()
    {
        Variable x = Number(3);
        (x * x).Backward();
        Variable held = x.Grad!;
        (x * x).Backward();
        Assert.Equal(6, held.Item());
        Assert.Equal(12, x.Grad!.Item());
    }

    [Fact]
    public void Leaves_that_receive_the_same_cotangent_do_not_share_memory()
    {
        Variable a = Leaf(1, 2), b = Leaf(3, 4);
        (a + b).Backward(Tensor.From(1.0, 1.0));
        Assert.False(ReferenceEquals(a.Grad!.Data.Base, b.Grad!.Data.Base));
    }

    [Fact]
    public void Create_graph_gives_derivatives_of_every_order()
    {
        Variable x = Number(1.5);
        Variable d = x * x * x * x;
        double[] expected = [4 * 3.375, 12 * 2.25, 24 * 1.5, 24];
        foreach (double value in expected)
        {
            d = Autodiff.Grad(d, x, createGraph: true);
            Assert.Equal(value, d.Item(), 1e-12);
        }
    }

    [Fact]
    public void Grad_returns_intermediate_and_leaf_gradients_and_touches_no_Grad()
    {
        Variable x = Number(2);
        Variable y = x * x;
        Variable z = y * y;
        Variable?[] g = Autodiff.Grad([z], [x, y]);
        Assert.Equal(32, g[0]!.Item());
        Assert.Equal(8, g[1]!.Item());
        Assert.Null(x.Grad);
    }

    [Fact]
    public void A_second_backward_through_saved_values_names_the_remedy()
    {
        Variable x = Number(2);
        Variable y = x * x;
        y.Backward();
        var error = Assert.Throws<AutogradException>(() => y.Backward());
        Assert.Contains("retainGraph: true", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_saved_nothing_can_be_run_again_as_in_PyTorch()
    {
        Variable x = Number(2);
        Variable y = x + x;
        y.Backward();
        y.Backward();
        Assert.Equal(4, x.Grad!.Item());
    }

    [Fact]
    public void A_saved_value_changed_in_place_is_refused()
    {
        Variable x = Number(2);
        Variable y = x * x;
        x.Data.FillDense(5);
        x.Data.Bump();
        var error = Assert.Throws<AutogradException>(() => y.Backward());
        Assert.Contains("changed in place", error.Message, StringComparison.Ordinal);
        Assert.Null(x.Grad);
    }

    [Fact]
    public void A_million_operations_need_no_recursion_and_linear_time()
    {
        Variable w = Number(1);
        Variable c = new(Tensor.Full([], 1, DType.Float64));
        Variable v = w;
        for (int i = 0; i < 1_000_000; i++)
        {
            v *= c;
        }

        v.Backward();
        Assert.Equal(1, w.Grad!.Item());
    }

    [Fact]
    public void Missing_cotangents_and_wrong_shapes_are_refused()
    {
        Variable x = Leaf(1, 2);
        Assert.Contains("Sum() or Mean()", Assert.Throws<ShapeException>(() => (x * x).Backward()).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => (x * x).Backward(Tensor.Ones([3], DType.Float64)));
        Assert.Throws<DTypeException>(() => (x * x).Backward(Tensor.Ones([2])));
    }

    [Fact]
    public void Outputs_without_a_graph_say_why()
    {
        var error = Assert.Throws<AutogradException>(() => new Variable(Tensor.Ones([])).Backward());
        Assert.Contains("Detach()", error.Message, StringComparison.Ordinal);
        Assert.Throws<DTypeException>(() => new Variable(Tensor.From(1L), requiresGrad: true));
    }

    [Fact]
    public void An_input_without_a_path_is_explained_or_null()
    {
        Variable x = Number(1), other = Number(1);
        var error = Assert.Throws<AutogradException>(() => Autodiff.Grad(x * x, other));
        Assert.Contains("no path leads", error.Message, StringComparison.Ordinal);
        Assert.Null(Autodiff.Grad([x * x], [other], allowUnused: true)[0]);
    }

    [Fact]
    public void Detached_and_no_grad_results_are_leaves()
    {
        Variable x = Number(2);
        Assert.False((x * x).Detach().RequiresGrad);
        using (GradientTape.NoGrad())
        {
            Assert.False((x * x).RequiresGrad);
            using (GradientTape.EnableGrad())
            {
                Assert.True((x * x).RequiresGrad);
            }
        }

        Assert.True((x * x).RequiresGrad);
    }

    [Fact]
    public void Only_declared_values_are_saved()
    {
        Variable x = Leaf(1, 2), c = new(Tensor.From(3.0, 4.0));
        using var tape = new GradientTape();
        _ = x + c;
        _ = x * c;
        Assert.Equal([0, 16], tape.Nodes.Select(static n => n.SavedBytes));
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(a));
}
