using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x limited to [minVal, maxVal]. PyTorch: torch.nn.Hardtanh.</summary>
/// <param name="minVal">Lower limit. Default -1.</param>
/// <param name="maxVal">Upper limit. Default 1.</param>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Hardtanh"/>.</remarks>
public sealed class Hardtanh(double minVal = -1, double maxVal = 1) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Hardtanh minVal={minVal}, maxVal={maxVal}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Hardtanh(x, minVal, maxVal);
}
