using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x / (1 + |x|). PyTorch: torch.nn.Softsign.</summary>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Softsign"/>.</remarks>
public sealed class Softsign : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Softsign(x);
}
