using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x above 0, alpha (eˣ - 1) below. PyTorch: torch.nn.ELU.</summary>
/// <param name="alpha">Limit towards minus infinity, negated. Default 1.</param>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Elu"/>.</remarks>
public sealed class ELU(double alpha = 1) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ELU alpha={alpha}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Elu(x, alpha);
}
