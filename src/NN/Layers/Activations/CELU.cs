using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x above 0, alpha (e^(x / alpha) - 1) below. PyTorch: torch.nn.CELU.</summary>
/// <param name="alpha">Scale, not 0. Default 1.</param>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Celu"/>.</remarks>
public sealed class CELU(double alpha = 1) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"CELU alpha={alpha}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Celu(x, alpha);
}
