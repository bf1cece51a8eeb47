using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x times <see cref="Hardsigmoid"/> of x. PyTorch: torch.nn.Hardswish.</summary>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Hardswish"/>.</remarks>
public sealed class Hardswish : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Hardswish(x);
}
