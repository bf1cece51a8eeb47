using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>1 / (1 + e⁻ˣ). PyTorch: torch.nn.Sigmoid.</summary>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Sigmoid"/>.</remarks>
public sealed class Sigmoid : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Sigmoid(x);
}
