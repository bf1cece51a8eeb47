using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x - tanh(x). PyTorch: torch.nn.Tanhshrink.</summary>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Tanhshrink"/>.</remarks>
public sealed class Tanhshrink : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Tanhshrink(x);
}
