using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>log(1 + e^(beta x)) / beta, x itself above the threshold. PyTorch: torch.nn.Softplus.</summary>
/// <param name="beta">Steepness. Default 1.</param>
/// <param name="threshold">beta · x above which the function is linear. Default 20.</param>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Softplus"/>.</remarks>
public sealed class Softplus(double beta = 1, double threshold = 20) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Softplus beta={beta}, threshold={threshold}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Softplus(x, beta, threshold);
}
