using AutoGrad.Ops;

namespace AutoGrad.Tests.Unit.Ops;

public sealed class TextTests
{
    [Fact]
    public void An_op_prints_its_name_and_parameters_and_nothing_that_every_op_has()
    {
        Assert.Equal("Exp", Exp.Instance.ToString());
        Assert.Equal("Sum { Dims = [0], KeepDim = False }", new Sum(0, false).ToString());
        Assert.StartsWith("Checkpoint { Function = ", new Checkpointed(static x => x, 1, 1).ToString(), StringComparison.Ordinal);
    }
}
