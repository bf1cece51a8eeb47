using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>The hyperbolic tangent. PyTorch: torch.nn.Tanh.</summary>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Tanh"/>.</remarks>
public sealed class Tanh : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Tanh(x);
}
