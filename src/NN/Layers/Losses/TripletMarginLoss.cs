using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>How much nearer an anchor must be to a positive than to a negative example; called with the three. PyTorch: torch.nn.TripletMarginLoss.</summary>
/// <param name="margin">By how much. Default 1.</param>
/// <param name="p">Order of the norm. Default 2.</param>
/// <param name="eps">Added to the differences. Default 1e-6.</param>
/// <param name="swap">Whether the distance from positive to negative counts if it is smaller. Default false.</param>
/// <param name="reduction">Mean, Sum or None. Default Mean.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class TripletMarginLoss(double margin = 1, double p = 2, double eps = 1e-6, bool swap = false, Reduction reduction = Reduction.Mean) : Module<Variable, Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b, Variable c) => F.TripletMarginLoss(a, b, c, margin, p, eps, swap, reduction);
}
