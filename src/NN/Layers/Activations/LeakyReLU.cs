using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x above 0, negativeSlope · x below. PyTorch: torch.nn.LeakyReLU.</summary>
/// <param name="negativeSlope">Slope below 0. Default 0.01.</param>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.LeakyRelu"/>.</remarks>
public sealed class LeakyReLU(double negativeSlope = 0.01) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"LeakyReLU negativeSlope={negativeSlope}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.LeakyRelu(x, negativeSlope);
}
