using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Cosine of the angle between two tensors along a dimension. PyTorch: torch.nn.CosineSimilarity.</summary>
/// <param name="dim">The dimension. Default 1.</param>
/// <param name="eps">Smallest product of norms. Default 1e-8.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class CosineSimilarity(int dim = 1, double eps = 1e-8) : Module<Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b) => F.CosineSimilarity(a, b, dim, eps);
}
