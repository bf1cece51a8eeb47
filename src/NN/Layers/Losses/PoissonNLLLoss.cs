using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Negative log likelihood of counts under a Poisson distribution; called with the rate and the counts. PyTorch: torch.nn.PoissonNLLLoss.</summary>
/// <param name="logInput">Whether the input is the logarithm of the rate. Default true.</param>
/// <param name="full">Whether Stirling's term is added. Default false.</param>
/// <param name="eps">Added inside the logarithm if logInput is false. Default 1e-8.</param>
/// <param name="reduction">Mean, Sum or None. Default Mean.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class PoissonNLLLoss(bool logInput = true, bool full = false, double eps = 1e-8, Reduction reduction = Reduction.Mean) : Module<Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b) => F.PoissonNllLoss(a, b, logInput, full, eps, reduction);
}
