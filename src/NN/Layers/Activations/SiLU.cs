using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x σ(x). PyTorch: torch.nn.SiLU.</summary>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Silu"/>.</remarks>
public sealed class SiLU : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Silu(x);
}
