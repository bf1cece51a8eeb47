#region layer
using AutoGrad.NN;

namespace AutoGrad.Tests.Docs;

/// <summary>y = scale · x with a scale that is learned.</summary>
internal sealed class Scale(double initial) : Module<Variable, Variable>
{
    private readonly Parameter _scale = new(Tensor.From(initial));    // found by itself: "scale" in the state dict

    protected override Variable Forward(Variable x) => x * _scale;
}
#endregion
