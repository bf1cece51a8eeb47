using CustomOp;

namespace AutoGrad.Tests.Docs;

/// <summary>The operations of docs/custom-ops.md are right, and refuse what they cannot do.</summary>
public sealed class CustomOpsTests
{
    [Fact]
    public void Two_inputs_that_broadcast()
    {
        GradCheck.ForAll<Gate>();
        Assert.Equal([1, 2], new Gate().Apply(Tensor.From(2f, 4f), Tensor.From(0f)).ToArray<float>());
    }

    [Fact]
    public void Whole_rows()
    {
        GradCheck.ForAll<UnitRows>();
        Assert.Equal([0.6, 0.8], new UnitRows().Apply(Tensor.From(3.0, 4.0)).ToArray<double>());
        Assert.Equal("[2, 0]", new UnitRows().Apply(Tensor.Zeros(2, 0)).Shape.ToString());
        Assert.Throws<ShapeException>(() => new UnitRows().Apply(Tensor.From(1f)));
        Assert.Throws<DTypeException>(() => new UnitRows().Apply(Tensor.Arange(3)));
    }
}
