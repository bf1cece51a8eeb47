using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x where |x| is above lambd, else 0. PyTorch: torch.nn.Hardshrink.</summary>
/// <param name="lambd">Half width of the zero part. Default 0.5.</param>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Hardshrink"/>.</remarks>
public sealed class Hardshrink(double lambd = 0.5) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Hardshrink lambd={lambd}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Hardshrink(x, lambd);
}
