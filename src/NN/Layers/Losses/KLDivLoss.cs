using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Kullback-Leibler divergence of log-probabilities from a target distribution. PyTorch: torch.nn.KLDivLoss.</summary>
/// <param name="reduction">Mean, BatchMean, Sum or None. Default Mean.</param>
/// <param name="logTarget">Whether the target is given as log-probabilities. Default false.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class KLDivLoss(Reduction reduction = Reduction.Mean, bool logTarget = false) : Module<Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b) => F.KlDiv(a, b, reduction, logTarget);
}
