using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Cosine distance of pairs that belong together (target 1), similarity above a margin of those that do not (-1); called with both and the target. PyTorch: torch.nn.CosineEmbeddingLoss.</summary>
/// <param name="margin">Similarity that costs nothing, in [-1, 1]. Default 0.</param>
/// <param name="reduction">Mean, Sum or None. Default Mean.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean) : Module<Variable, Variable, Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable a, Variable b, Variable c) => F.CosineEmbeddingLoss(a, b, Errors.Given(c).Data, margin, reduction);
}
