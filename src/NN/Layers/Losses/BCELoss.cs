using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Binary cross entropy of probabilities. PyTorch: torch.nn.BCELoss.</summary>
/// <param name="weight">One weight per element. Default null.</param>
/// <param name="reduction">Mean, Sum or None. Default Mean.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : Module<Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b) => F.BinaryCrossEntropy(a, b, weight, reduction);
}
