using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Normalises over the last dimensions, then scales and shifts. PyTorch: torch.nn.LayerNorm.</summary>
/// <remarks>Shapes: [..., normalizedShape] → the same. Source: Ba, Kiros, Hinton 2016, arXiv:1607.06450.</remarks>
public sealed class LayerNorm : Module<Variable, Variable>
{
    private readonly Shape _normalizedShape;
    private readonly double _eps;

    /// <summary>Creates the layer.</summary>
    /// <param name="normalizedShape">Sizes of the last dimensions; a single number is written <c>[n]</c>.</param>
    /// <param name="eps">Added to the variance. Default 1e-5.</param>
    /// <param name="elementwiseAffine">Whether scale and shift are learned. Default true.</param>
    /// <param name="bias">Whether the shift is learned. Default true.</param>
    public LayerNorm(Shape normalizedShape, double eps = 1e-5, bool elementwiseAffine = true, bool bias = true)
    {
        _normalizedShape = normalizedShape;
        _eps = eps;
        Weight = elementwiseAffine ? new Parameter(Tensor.Ones(normalizedShape)) : null;
        Bias = elementwiseAffine && bias ? new Parameter(Tensor.Zeros(normalizedShape)) : null;
    }

    /// <summary>Scale, ones at first; null without affine.</summary>
    public Parameter? Weight { get; }

    /// <summary>Shift, zeros at first; null without affine or bias.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"LayerNorm {_normalizedShape}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.LayerNorm(x, _normalizedShape, Weight, Bias, _eps);
}
