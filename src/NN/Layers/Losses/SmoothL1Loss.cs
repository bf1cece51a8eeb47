using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Squared error below beta, absolute error above. PyTorch: torch.nn.SmoothL1Loss.</summary>
/// <param name="reduction">Mean, Sum or None. Default Mean.</param>
/// <param name="beta">Where the two meet. Default 1.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) : Module<Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b) => F.SmoothL1Loss(a, b, reduction, beta);
}
