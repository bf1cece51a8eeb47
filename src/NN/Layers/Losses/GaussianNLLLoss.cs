using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Negative log likelihood under Gaussians with given variances; called with mean, target and variance. PyTorch: torch.nn.GaussianNLLLoss.</summary>
/// <param name="full">Whether the constant term is added. Default false.</param>
/// <param name="eps">Smallest variance. Default 1e-6.</param>
/// <param name="reduction">Mean, Sum or None. Default Mean.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class GaussianNLLLoss(bool full = false, double eps = 1e-6, Reduction reduction = Reduction.Mean) : Module<Variable, Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b, Variable c) => F.GaussianNllLoss(a, b, c, full, eps, reduction);
}
