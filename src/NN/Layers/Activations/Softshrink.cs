using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x moved towards 0 by lambd. PyTorch: torch.nn.Softshrink.</summary>
/// <param name="lambd">Half width of the zero part, at least 0. Default 0.5.</param>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Softshrink"/>.</remarks>
public sealed class Softshrink(double lambd = 0.5) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Softshrink lambd={lambd}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Softshrink(x, lambd);
}
