using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Binary cross entropy of logits, computed stably. PyTorch: torch.nn.BCEWithLogitsLoss.</summary>
/// <param name="weight">One weight per element. Default null.</param>
/// <param name="reduction">Mean, Sum or None. Default Mean.</param>
/// <param name="posWeight">Weight of positive targets. Default null.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? posWeight = null) : Module<Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b) => F.BinaryCrossEntropyWithLogits(a, b, weight, reduction, posWeight);
}
