using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Mean squared error. PyTorch: torch.nn.MSELoss.</summary>
/// <param name="reduction">Mean, Sum or None. Default Mean.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class MSELoss(Reduction reduction = Reduction.Mean) : Module<Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b) => F.MseLoss(a, b, reduction);
}
