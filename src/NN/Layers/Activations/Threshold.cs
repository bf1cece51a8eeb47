using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x above threshold, else value. PyTorch: torch.nn.Threshold.</summary>
/// <param name="threshold">The threshold.</param>
/// <param name="value">What replaces the rest.</param>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Threshold"/>.</remarks>
public sealed class Threshold(double threshold, double value) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Threshold threshold={threshold}, value={value}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Threshold(x, threshold, value);
}
