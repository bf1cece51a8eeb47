using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Divides by the root mean square over the last dimensions, then scales. PyTorch: torch.nn.RMSNorm.</summary>
/// <remarks>Shapes: [..., normalizedShape] → the same. Source: Zhang, Sennrich 2019, arXiv:1910.07467.</remarks>
public sealed class RMSNorm : Module<Variable, Variable>
{
    private readonly Shape _normalizedShape;
    private readonly double? _eps;

    /// <summary>Creates the layer.</summary>
    /// <param name="normalizedShape">Sizes of the last dimensions.</param>
    /// <param name="eps">Added to the mean square; null for the dtype's machine epsilon. Default null.</param>
    /// <param name="elementwiseAffine">Whether a scale is learned. Default true.</param>
    public RMSNorm(Shape normalizedShape, double? eps = null, bool elementwiseAffine = true)
    {
        _normalizedShape = normalizedShape;
        _eps = eps;
        Weight = elementwiseAffine ? new Parameter(Tensor.Ones(normalizedShape)) : null;
    }

    /// <summary>Scale, ones at first; null without affine.</summary>
    public Parameter? Weight { get; }

    /// <inheritdoc/>
    public override string Description => $"RMSNorm {_normalizedShape}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.RMSNorm(x, _normalizedShape, Weight, _eps);
}
