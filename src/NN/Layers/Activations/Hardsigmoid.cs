using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x / 6 + 1/2 limited to [0, 1]. PyTorch: torch.nn.Hardsigmoid.</summary>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Hardsigmoid"/>.</remarks>
public sealed class Hardsigmoid : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Hardsigmoid(x);
}
