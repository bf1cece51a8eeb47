using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x Φ(x), Φ the normal distribution function. PyTorch: torch.nn.GELU.</summary>
/// <param name="approximate">The exact form or the one by tanh. Default None.</param>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Gelu"/>.</remarks>
public sealed class GELU(GeluApproximate approximate = GeluApproximate.None) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"GELU approximate={approximate}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Gelu(x, approximate);
}
