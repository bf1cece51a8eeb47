using AutoGrad.NN;

namespace AutoGrad.Tests.Unit.NN.Modules;

/// <summary>Modules put together or loaded wrongly end in an exception that names the fault, never in the end of the process.</summary>
public sealed class ModuleAbuseTests
{
    private static readonly Variable X = Tensor.Ones([1, 2]);

    [Fact]
    public void Calling_a_module_that_contains_itself_throws_instead_of_overflowing_the_stack()
    {
        var module = new Sequential(new ReLU());
        module.Append(module);
        Assert.Contains("contains itself", Assert.Throws<InvalidOperationException>(() => module.Call(X)).Message, StringComparison.Ordinal);
        Assert.Contains("'1' contains itself", Assert.Throws<InvalidOperationException>(() => module.StateDict()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_not_taken_for_a_cycle()
    {
        Module<Variable, Variable> module = new Linear(2, 2);
        for (int i = 0; i < 100; i++)
        {
            module = new Sequential(module);
        }

        Assert.Equal(2, module.StateDict().Count);
    }

    [Fact]
    public void A_forward_hook_that_returns_null_is_named()
    {
        var after = new Linear(2, 2);
        after.RegisterForwardHook((_, _) => null!);
        Assert.Contains("forward hook returned null", Assert.Throws<InvalidOperationException>(() => after.Call(X)).Message, StringComparison.Ordinal);
        var before = new Linear(2, 2);
        before.RegisterForwardPreHook(_ => null!);
        Assert.Contains("forward pre-hook returned null", Assert.Throws<InvalidOperationException>(() => before.Call(X)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_with_a_null_tensor_changes_nothing()
    {
        var module = new Linear(2, 2);
        double[] before = module.Weight.Data.ToDoubles();
        var state = new Dictionary<string, Tensor> { ["weight"] = Tensor.Zeros([2, 2]), ["bias"] = null! };
        Assert.Throws<ArgumentException>(() => module.LoadStateDict(state));
        Assert.Equal(before, module.Weight.Data.ToDoubles());
    }
}
