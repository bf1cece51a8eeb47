namespace AutoGrad.Tests.Transforms;

public sealed class CheckpointTests
{
    private static readonly double[] Start = [0.5, -1.25, 2];

    [Fact]
    public void Values_and_gradients_of_inputs_and_captured_parameters_are_those_without()
    {
        (double[] y, double[] dx, double[] dw) = Run(static f => f);
        (double[] z, double[] dz, double[] du) = Run(static f => x => Autodiff.Checkpoint(f, x));
        Assert.Equal(y, z);
        Assert.Equal(dx, dz);
        Assert.Equal(dw, du);

        static (double[] Y, double[] Dx, double[] Dw) Run(Func<Func<Variable, Variable>, Func<Variable, Variable>> wrap)
        {
            var x = new Variable(Tensor.From(Start), requiresGrad: true);
            var w = new Parameter(Tensor.From(1.5, 0.25, -0.75));
            Variable y = wrap(v => (v * w).Tanh().Exp())(x * 2.0);
            y.Sum().Backward();
            return (y.Data.ToArray<double>(), x.Grad!.Data.ToArray<double>(), w.Grad!.Data.ToArray<double>());
        }
    }

    [Fact]
    public void The_function_runs_twice_and_nothing_between_is_kept()
    {
        int runs = 0;
        var x = new Variable(Tensor.From(Start), requiresGrad: true);
        using var tape = new GradientTape();
        Variable y = Autodiff.Checkpoint(
            v =>
            {
                runs++;
                return v.Exp().Sin().Exp();
            },
            x);
        Assert.Equal(("Checkpoint", 1, 1), (y.GradFn, tape.Nodes.Count, runs));
        Assert.Equal(3 * sizeof(double), tape.Nodes[0].SavedBytes);
        y.Sum().Backward();
        Assert.Equal(2, runs);
        Assert.Equal(Start.Select(static e => Math.Exp(Math.Sin(Math.Exp(e))) * Math.Cos(Math.Exp(e)) * Math.Exp(e)), x.Grad!.Data.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-13);
    }

    [Fact]
    public void Nothing_runs_again_where_nothing_is_recorded()
    {
        Assert.False(Autodiff.Checkpoint(static v => v.Exp(), Tensor.From(Start)).RequiresGrad);
        using (GradientTape.NoGrad())
        {
            Assert.False(Autodiff.Checkpoint(static v => v.Exp(), new Variable(Tensor.From(Start), requiresGrad: true)).RequiresGrad);
        }
    }

    [Fact]
    public void Without_preserving_them_the_second_run_draws_on()
    {
        var x = new Variable(Tensor.Ones([64], DType.Float64), requiresGrad: true);
        Variable y = Autodiff.Checkpoint(v => v * Tensor.Rand([64], dtype: DType.Float64), x, preserveRngState: false);
        y.Sum().Backward();
        Assert.NotEqual(y.Data.ToArray<double>(), x.Grad!.Data.ToArray<double>());
    }

    [Fact]
    public void It_nests_and_works_at_every_order()
    {
        GradCheck.Verify(
            (x, w) => Autodiff.Checkpoint(v => Autodiff.Checkpoint(u => (u * w).Sin(), v.Exp()) * w, x), Tensor.From(Start), Tensor.From(0.5, 1.5, -1.0), new GradCheckOptions { Order = 3 });
    }

    [Fact]
    public void A_captured_result_passes_its_gradient_on()
    {
        var x = new Variable(Tensor.From(Start), requiresGrad: true);
        Variable square = x * x;
        Variable y = Autodiff.Checkpoint(v => v * square, Tensor.From(2.0, 3.0, 4.0));
        Assert.Equal([2 * 2 * 0.5, 2 * 3 * -1.25, 2 * 4 * 2.0], Autodiff.Grad(y.Sum(), x).Data.ToArray<double>());
    }

    [Fact]
    public void Inputs_and_captured_results_that_depend_on_each_other_are_counted_once()
    {
        // y = x · x² · x and x³ · x² · x, both with x and x² captured beside the input: 4 x³ and 6 x⁵.
        var x = new Variable(Tensor.From(Start), requiresGrad: true);
        Variable square = x * x;
        Assert.Equal(Start.Select(static e => 4 * e * e * e), Autodiff.Grad(Autodiff.Checkpoint(v => v * square * x, x).Sum(), x, retainGraph: true).Data.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        Variable y = Autodiff.Checkpoint(v => v * square * x, square * x);
        Assert.Equal(Start.Select(static e => 6 * Math.Pow(e, 5)), Autodiff.Grad(y.Sum(), x).Data.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Several_outputs_some_unused_some_of_integers()
    {
        var x = new Variable(Tensor.From(Start), requiresGrad: true);
        Variable[] y = Autodiff.Checkpoint(static v => [v[0] * 3.0, v[0].ArgMax(), v[0].Exp()], [x]);
        Assert.Equal(2, y[1].Data.Item());
        y[0].Sum().Backward();
        Assert.Equal([3.0, 3, 3], x.Grad!.Data.ToArray<double>());
    }

    [Fact]
    public void A_second_backward_pass_needs_retainGraph()
    {
        var x = new Variable(Tensor.From(Start), requiresGrad: true);
        Variable y = Autodiff.Checkpoint(static v => v.Exp(), x).Sum();
        y.Backward(retainGraph: true);
        y.Backward();
        Assert.Equal(Start.Select(static e => 2 * Math.Exp(e)), x.Grad!.Data.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Throws<AutogradException>(() => y.Backward());
    }

    [Fact]
    public void A_captured_leaf_that_was_changed_since_is_refused()
    {
        var w = new Parameter(Tensor.From(2.0));
        Variable y = Autodiff.Checkpoint(v => v * w, new Variable(Tensor.From(3.0), requiresGrad: true));
        w.Data.AddInPlace(1.0);
        Assert.Contains("Checkpoint", Assert.Throws<AutogradException>(() => y.Backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_writes_to_its_input_is_refused_at_its_first_run()
    {
        var x = new Variable(Tensor.From(Start), requiresGrad: true);
        string message = Refused(() => Autodiff.Checkpoint(
            static v =>
            {
                v.Data.AddInPlace(1.0);
                return v.Exp();
            },
            x));
        Assert.Contains("the function writes to its input 0 of shape [3]", message, StringComparison.Ordinal);
        Assert.Contains("Clone()", message, StringComparison.Ordinal);
        Assert.True(Autodiff.Checkpoint(static v => v.Clone().Exp(), x).RequiresGrad);
    }

    [Fact]
    public void A_function_that_writes_only_when_it_is_run_again_is_refused_then()
    {
        int runs = 0;
        var w = new Parameter(Tensor.From(2.0));
        var x = new Variable(Tensor.From(Start), requiresGrad: true);
        Variable input = Autodiff.Checkpoint(v => runs++ > 0 ? Written(v) : v * w, x).Sum();
        Assert.Contains("writes to its input 0", Refused(() => input.Backward()), StringComparison.Ordinal);
        runs = 0;
        Variable captured = Autodiff.Checkpoint(v => v * (runs++ > 0 ? Written(w) : w), new Variable(Tensor.From(Start), requiresGrad: true)).Sum();
        Assert.Contains("was changed in place", Refused(() => captured.Backward()), StringComparison.Ordinal);

        static Variable Written(Variable v)
        {
            v.Data.AddInPlace(1.0);
            return v;
        }
    }

    [Fact]
    public void Another_number_shape_or_dtype_of_outputs_at_the_second_run_is_named()
    {
        int runs = 0;
        AssertRefused(v => runs++ == 0 ? [v[0].Exp(), v[0].Sin()] : [v[0].Exp()], "the function returned 2 outputs the first time and 1 when it was run again");
        AssertRefused(v => runs++ == 0 ? [v[0].Exp()] : [v[0].Exp(), v[0].Sin()], "the function returned 1 output the first time and 2 when it was run again");
        AssertRefused(v => [v[0].Exp(), v[0].Slice(0, 0, 3 - runs++)], "output 1 of the function was Float64 [3] the first time and Float64 [2] when it was run again");
        AssertRefused(v => [v[0].Exp().To(runs++ == 0 ? DType.Float64 : DType.Float32)], "output 0 of the function was Float64 [3] the first time and Float32 [3]");
        AssertRefused(v => runs++ == 0 ? [v[0].Exp()] : [null!], "the function returned null");
        AssertRefused(v => runs++ == 0 ? [v[0].Exp()] : null!, "the function returned null");

        void AssertRefused(Func<Variable[], Variable[]> function, string problem)
        {
            runs = 0;
            Variable[] y = Autodiff.Checkpoint(function, [new Variable(Tensor.From(Start), requiresGrad: true)]);
            Assert.Contains(problem, Refused(() => y[0].Sum().Backward()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_function_that_returns_null_is_refused()
    {
        var x = new Variable(Tensor.From(Start), requiresGrad: true);
        Assert.Contains("the function returned null. Return", Refused(() => Autodiff.Checkpoint(static _ => null!, x)), StringComparison.Ordinal);
        Assert.Contains("the function returned null. Return", Refused(() => Autodiff.Checkpoint(static _ => null!, [x])), StringComparison.Ordinal);
    }

    private static string Refused(Action run)
    {
        string message = Assert.Throws<AutogradException>(run).Message;
        Assert.StartsWith("Checkpoint: ", message, StringComparison.Ordinal);
        return message;
    }

    [Fact]
    public void Forward_mode_runs_through_it()
    {
        (_, Variable t) = Autodiff.Jvp(static x => Autodiff.Checkpoint(static v => v * v, x), Tensor.From(3.0), Tensor.From(1.0));
        Assert.Equal(6, t.Item());
    }
}
