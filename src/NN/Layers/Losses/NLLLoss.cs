using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Negative log-likelihood of class labels, given log-probabilities. PyTorch: torch.nn.NLLLoss.</summary>
/// <param name="weight">One weight per class. Default null.</param>
/// <param name="ignoreIndex">The label that counts for nothing. Default -100.</param>
/// <param name="reduction">Mean, Sum or None. Default Mean.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class NLLLoss(Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean) : Module<Variable, Tensor, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Tensor b) => F.NllLoss(a, b, weight, ignoreIndex, reduction);
}
