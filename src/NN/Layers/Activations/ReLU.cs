using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>The larger of x and 0. PyTorch: torch.nn.ReLU.</summary>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Relu"/>.</remarks>
public sealed class ReLU : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Relu(x);
}
