using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x tanh(softplus(x)). PyTorch: torch.nn.Mish.</summary>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Mish"/>.</remarks>
public sealed class Mish : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Mish(x);
}
