using AutoGrad.NN;

namespace AutoGrad.Tests.Unit.NN.Modules;

/// <summary>Forward hooks of modules with several inputs, and full backward hooks, with PyTorch's meaning.</summary>
public sealed class ModuleHookTests
{
    [Fact]
    public void Forward_hooks_see_and_change_two_and_three_inputs()
    {
        var two = new Weighted();
        using (two.RegisterForwardPreHook(static (a, b) => (a + 1, b * 2)))
        using (two.RegisterForwardHook(static (a, b, y) => y + a + b))
        {
            Assert.Equal((2 * 3 * 4) + 3 + 4, two.Call(Number(2), Number(2)).Item()); // a = 3, b = 4, y = 2ab
        }

        Assert.Equal(2 * 2 * 2, two.Call(Number(2), Number(2)).Item());
        var three = new Triple();
        using (three.RegisterForwardPreHook(static (a, b, c) => (c, b, a)))
        using (three.RegisterForwardHook(static (_, _, _, y) => y * 10))
        {
            Assert.Equal(10 * (5 + (2 * 3) + (3 * 2)), three.Call(Number(2), Number(3), Number(5)).Item());
        }
    }

    [Fact]
    public void A_backward_hook_gets_the_gradients_of_all_inputs_and_outputs_at_once()
    {
        var module = new Weighted();
        Variable a = Leaf(3), b = Leaf(5);
        var seen = new List<(Module Module, double?[] In, double?[] Out)>();
        using Hook hook = module.RegisterFullBackwardHook((m, gradInput, gradOutput) =>
        {
            seen.Add((m, Values(gradInput), Values(gradOutput)));
            return null;
        });
        (module.Call(a, b) * 7).Backward();
        (Module who, double?[] inputs, double?[] outputs) = Assert.Single(seen);
        Assert.Same(module, who);
        Assert.Equal([70.0, 42.0], inputs); // d(7 · 2ab): 14b and 14a
        Assert.Equal([7.0], outputs);
        Assert.Equal((70.0, 42.0), (a.Grad!.Item(), b.Grad!.Item()));
    }

    [Fact]
    public void What_a_backward_hook_returns_replaces_the_gradients_before_the_module_and_not_those_inside()
    {
        var module = new Weighted();
        Variable a = Leaf(3), b = Leaf(5);
        using (module.RegisterFullBackwardHook(static (_, gradInput, _) => [gradInput[0]! * 10, null]))
        using (module.RegisterFullBackwardHook(static (_, gradInput, _) => [gradInput[0]! + 1, gradInput[1]])) // gets what the first gave
        {
            module.Call(a, b).Backward();
        }

        Assert.Equal(101, a.Grad!.Item());
        Assert.Null(b.Grad);
        Assert.Equal(15, module.Factor.Grad!.Item()); // ab, untouched
        a.Grad = null;
        module.Call(a, b).Backward();
        Assert.Equal(10, a.Grad!.Item()); // the hooks are gone
    }

    [Fact]
    public void An_input_that_wants_no_gradient_has_null_and_without_any_the_hook_is_still_called()
    {
        var module = new Weighted();
        var seen = new List<double?[]>();
        using Hook hook = module.RegisterFullBackwardHook((_, gradInput, gradOutput) =>
        {
            seen.Add([.. Values(gradInput), .. Values(gradOutput)]);
            return null;
        });
        module.Call(Number(3), Leaf(5)).Backward();
        module.Call(Number(3), Number(5)).Backward();
        Assert.Equal([null, 6.0, 1.0], seen[0]);
        Assert.Equal([null, null, 1.0], seen[1]);
        module.Factor.RequiresGrad = false;
        module.Call(Number(3), Number(5));
        using (GradientTape.NoGrad())
        {
            module.Call(Leaf(3), Leaf(5));
        }

        Assert.Equal(2, seen.Count); // nothing to be differentiated, nothing to be seen
    }

    [Fact]
    public void An_output_used_inside_as_well_counts_only_what_comes_from_outside()
    {
        var lstm = new LSTM(2, 3);
        var outputs = new List<Variable?[]>();
        using Hook hook = lstm.RegisterFullBackwardHook((_, _, gradOutput) =>
        {
            outputs.Add(gradOutput);
            return null;
        });
        (Variable y, _) = lstm.Call(new Variable(Tensor.Ones([4, 1, 2]), requiresGrad: true));
        y.Sum().Backward();
        Variable?[] grads = Assert.Single(outputs);
        Assert.Equal(3, grads.Length); // the sequence, h and c
        Assert.All(grads[0]!.Data.ToDoubles(), static g => Assert.Equal(1, g));
        Assert.All(grads[1]!.Data.ToDoubles(), static g => Assert.Equal(0, g));
    }

    [Fact]
    public void The_gradients_a_hook_gets_can_be_differentiated_again()
    {
        var module = new Weighted();
        Variable a = Leaf(3), b = Leaf(5);
        using Hook hook = module.RegisterFullBackwardHook(static (_, gradInput, _) => [gradInput[0]! * gradInput[0]!, gradInput[1]]);
        Variable da = Autodiff.Grad(module.Call(a, b), a, createGraph: true); // (2b)²
        Assert.Equal(100, da.Item());
        Assert.Equal(40, Autodiff.Grad(da, b).Item()); // 8b
    }

    [Fact]
    public void Mistakes_in_backward_hooks_are_named()
    {
        var module = new Weighted();
        using (module.RegisterFullBackwardHook(static (_, _, _) => [null]))
        {
            string message = Assert.Throws<InvalidOperationException>(() => module.Call(Leaf(1), Leaf(2)).Backward()).Message;
            Assert.Equal("Weighted: a full backward hook returned 1 gradients for 2 inputs. Return one per input, or null to keep them.", message);
        }

        var blind = new Blind();
        using Hook hook = blind.RegisterFullBackwardHook(static (_, _, _) => null);
        Assert.Contains("the output is a String", Assert.Throws<InvalidOperationException>(() => blind.Call(Leaf(1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => blind.RegisterFullBackwardHook(null!));
    }

    private static Variable Number(double value) => Tensor.From(value);

    private static Variable Leaf(double value) => new(Tensor.From(value), requiresGrad: true);

    private static double?[] Values(Variable?[] variables) => Array.ConvertAll(variables, static v => v?.Item());

    private sealed class Weighted : Module<Variable, Variable, Variable>
    {
        public Parameter Factor { get; } = new(Tensor.From(2.0));

        protected override Variable Forward(Variable a, Variable b) => Factor * a * b;
    }

    private sealed class Triple : Module<Variable, Variable, Variable, Variable>
    {
        protected override Variable Forward(Variable a, Variable b, Variable c) => a + (2 * b) + (3 * c);
    }

    private sealed class Blind : Module<Variable, string>
    {
        protected override string Forward(Variable x) => x.ToString();
    }
}
