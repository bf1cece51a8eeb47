using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x limited to [0, 6]. PyTorch: torch.nn.ReLU6.</summary>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Relu6"/>.</remarks>
public sealed class ReLU6 : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Relu6(x);
}
