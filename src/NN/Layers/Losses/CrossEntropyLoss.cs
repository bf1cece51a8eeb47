using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Log-softmax and negative log-likelihood of class labels or class probabilities. PyTorch: torch.nn.CrossEntropyLoss.</summary>
/// <param name="weight">One weight per class. Default null.</param>
/// <param name="ignoreIndex">The label that counts for nothing. Default -100.</param>
/// <param name="reduction">Mean, Sum or None. Default Mean.</param>
/// <param name="labelSmoothing">Share of the target spread over all classes. Default 0.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class CrossEntropyLoss(Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean, double labelSmoothing = 0) : Module<Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b) => F.CrossEntropy(a, b, weight, ignoreIndex, reduction, labelSmoothing);
}
