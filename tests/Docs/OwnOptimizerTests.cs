using AutoGrad.Optim;

namespace AutoGrad.Tests.Docs;

/// <summary>The optimizer's base class is open: this one lives outside the library.</summary>
public sealed class OwnOptimizerTests
{
    [Fact]
    public void An_optimizer_written_outside_the_library_trains_and_saves_its_state()
    {
        var w = new Parameter(Tensor.From(3.0));
        var optimizer = new SignDescent([new ParamGroup([w])], lr: 0.5);
        for (int i = 0; i < 4; i++)
        {
            optimizer.ZeroGrad();
            (w * w).Backward();
            optimizer.Step();
        }

        Assert.Equal(1.0, w.Item());
        Assert.Equal(4, optimizer.StateDict()["state.0.step"].Item());
        Assert.Throws<ArgumentOutOfRangeException>(() => new SignDescent([new ParamGroup([w])], lr: -1));
    }

    private sealed class SignDescent(IEnumerable<ParamGroup> groups, double lr) : Optimizer(groups, ("lr", lr))
    {
        protected override string[] StateNames(ParamGroup group) => [];

        protected override void Validate(ParamGroup group) => Require(group.Lr >= 0, "lr", group, "at least 0");

        protected override void Update(Parameter parameter, Tensor grad, ParamGroup group, ParameterState state) =>
            parameter.Data.SubInPlace(grad.Sign() * group.Lr);
    }
}
