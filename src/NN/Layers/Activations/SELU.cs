using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>The self-normalising exponential linear unit. PyTorch: torch.nn.SELU.</summary>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Selu"/>.</remarks>
public sealed class SELU : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Selu(x);
}
