namespace AutoGrad.Tests.Unit.Tape;

public sealed class HookTests
{
    private static Variable Number(double value) => new(Tensor.Full([], value, DType.Float64), requiresGrad: true);

    [Fact]
    public void A_hook_on_a_leaf_runs_once_on_the_complete_sum()
    {
        Variable x = Number(3);
        var seen = new List<double>();
        x.RegisterHook(g =>
        {
            seen.Add(g.Item());
            return null;
        });
        ((x * x) + x).Backward();
        Assert.Equal([7.0], seen);
    }

    [Fact]
    public void A_hook_replaces_the_gradient_until_it_is_removed()
    {
        Variable x = Number(3);
        Variable y = x * x;
        using (y.RegisterHook(static g => g + g))
        {
            y.Backward(retainGraph: true);
        }

        Assert.Equal(12, x.Grad!.Item());
        x.Grad = null;
        y.Backward();
        Assert.Equal(6, x.Grad!.Item());
    }

    [Fact]
    public void A_hook_that_changes_the_shape_is_refused_and_the_graph_stays_usable()
    {
        Variable x = Number(3);
        Variable y = x * x;
        Hook hook = y.RegisterHook(static _ => new Variable(Tensor.Zeros([2], DType.Float64)));
        Assert.Throws<ShapeException>(() => y.Backward());
        hook.Dispose();
        y.Backward();
        Assert.Equal(6, x.Grad!.Item());
    }

    [Fact]
    public void Retain_grad_keeps_the_gradient_of_a_result()
    {
        Variable x = Number(3);
        Variable y = x * x;
        y.RetainGrad();
        (y * y).Backward();
        Assert.Equal(18, y.Grad!.Item());
    }

    [Fact]
    public void The_post_accumulate_hook_sees_the_gradient_and_may_clear_it()
    {
        Variable x = Number(3);
        double seen = 0;
        x.RegisterPostAccumulateGradHook(v =>
        {
            seen = v.Grad!.Item();
            v.Grad = null;
        });
        (x * x).Backward();
        Assert.Equal(6, seen);
        Assert.Null(x.Grad);
    }

    [Fact]
    public void A_backward_pass_inside_a_hook_leaves_the_outer_sums_alone()
    {
        Variable x = Number(2);
        Variable cube = x * x * x;
        cube.RegisterHook(g =>
        {
            Variable inner = Autodiff.Grad(Recorded(x), x);
            Assert.Equal(4, inner.Item());
            return g;
        });
        ((x * x) + cube).Backward();
        Assert.Equal(16, x.Grad!.Item());

        static Variable Recorded(Variable v)
        {
            using (GradientTape.EnableGrad())
            {
                return v * v;
            }
        }
    }
}
