using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Squared error below delta, delta times absolute error above. PyTorch: torch.nn.HuberLoss.</summary>
/// <param name="reduction">Mean, Sum or None. Default Mean.</param>
/// <param name="delta">Where the two meet. Default 1.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class HuberLoss(Reduction reduction = Reduction.Mean, double delta = 1) : Module<Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b) => F.HuberLoss(a, b, reduction, delta);
}
