using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>How far two scores are from the order that the target says (1: the first is higher, -1: the second); called with both and the target. PyTorch: torch.nn.MarginRankingLoss.</summary>
/// <param name="margin">By how much they must differ. Default 0.</param>
/// <param name="reduction">Mean, Sum or None. Default Mean.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean) : Module<Variable, Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b, Variable c) => F.MarginRankingLoss(a, b, Errors.Given(c).Data, margin, reduction);
}
