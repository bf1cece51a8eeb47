using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>The activation of a transformer's feed-forward part.</summary>
public enum TransformerActivation
{
    /// <summary>Rectifier.</summary>
    ReLU,

    /// <summary>Gaussian error linear unit, exact.</summary>
    GELU,
}

/// <summary>Self-attention and a feed-forward network, each with a residual connection and layer normalisation. PyTorch: torch.nn.TransformerEncoderLayer.</summary>
/// <remarks>Shapes: [L, N, dModel], [N, L, dModel] if batchFirst, or [L, dModel] → the same. Source: Vaswani et al. 2017, arXiv:1706.03762.</remarks>
public sealed class TransformerEncoderLayer : Module<Variable, Variable>
{
    [Name("self_attn")]
    private readonly MultiheadAttention _selfAttn;

    private readonly Linear _linear1;
    private readonly Linear _linear2;
    private readonly LayerNorm _norm1;
    private readonly LayerNorm _norm2;
    private readonly double _dropout;
    private readonly TransformerActivation _activation;
    private readonly bool _normFirst;
    private readonly int _dModel;

    /// <summary>Creates the layer.</summary>
    /// <param name="dModel">Size of the model.</param>
    /// <param name="nhead">Number of heads; divides dModel.</param>
    /// <param name="dimFeedforward">Size of the hidden layer. Default 2048.</param>
    /// <param name="dropout">Dropout in training. Default 0.1.</param>
    /// <param name="activation">Activation of the hidden layer. Default ReLU.</param>
    /// <param name="layerNormEps">Eps of the normalisations. Default 1e-5.</param>
    /// <param name="batchFirst">Whether inputs are [N, L, dModel]. Default false.</param>
    /// <param name="normFirst">Whether normalisation comes before attention and feed-forward instead of after. Default false.</param>
    /// <param name="generator">Source of the initial values. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ArgumentException">nhead does not divide dModel, or dimFeedforward is negative.</exception>
    public TransformerEncoderLayer(
        int dModel, int nhead, int dimFeedforward = 2048, double dropout = 0.1, TransformerActivation activation = TransformerActivation.ReLU, double layerNormEps = 1e-5,
        bool batchFirst = false, bool normFirst = false, Generator? generator = null)
    {
        LayerArguments.Divides("TransformerEncoderLayer", nameof(nhead), nhead, nameof(dModel), dModel);
        Errors.Require(dimFeedforward >= 0, "TransformerEncoderLayer", nameof(dimFeedforward), dimFeedforward, "0 or more");
        _selfAttn = new MultiheadAttention(dModel, nhead, dropout, batchFirst: batchFirst, generator: generator);
        _linear1 = new Linear(dModel, dimFeedforward, generator: generator);
        _linear2 = new Linear(dimFeedforward, dModel, generator: generator);
        _norm1 = new LayerNorm([dModel], layerNormEps);
        _norm2 = new LayerNorm([dModel], layerNormEps);
        (_dropout, _activation, _normFirst, _dModel) = (dropout, activation, normFirst, dModel);
    }

    /// <inheritdoc/>
    public override string Description => $"TransformerEncoderLayer {_dModel}";

    /// <summary>Encodes, with masks if there are any. Without them it is the one-argument Call, hooks included.</summary>
    /// <param name="src">The sequence.</param>
    /// <param name="srcMask">[L, L]: which positions attend to which, as in <see cref="MultiheadAttention.Call"/>. Default null.</param>
    /// <param name="srcKeyPaddingMask">[N, L]: which positions are padding. Default null.</param>
    /// <param name="isCausal">Whether position i sees positions 0 to i only. Default false.</param>
    /// <returns>A sequence of the same shape.</returns>
    public Variable Call(Variable src, Variable? srcMask = null, Tensor? srcKeyPaddingMask = null, bool isCausal = false) =>
        srcMask is null && srcKeyPaddingMask is null && !isCausal ? base.Call(src) : Run(() => Encode(src, srcMask, srcKeyPaddingMask, isCausal));

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => Encode(x, null, null, false);

    private Variable Encode(Variable x, Variable? mask, Tensor? padding, bool isCausal)
    {
        if (_normFirst)
        {
            x += Attend(_norm1.Call(x), mask, padding, isCausal);
            return x + FeedForward(_norm2.Call(x));
        }

        x = _norm1.Call(x + Attend(x, mask, padding, isCausal));
        return _norm2.Call(x + FeedForward(x));
    }

    private Variable Attend(Variable x, Variable? mask, Tensor? padding, bool isCausal) =>
        F.Dropout(_selfAttn.Call(x, x, x, padding, needWeights: false, mask, isCausal: isCausal).Output, _dropout, Training);

    private Variable FeedForward(Variable x)
    {
        Variable hidden = _linear1.Call(x);
        hidden = _activation == TransformerActivation.GELU ? F.Gelu(hidden) : F.Relu(hidden);
        return F.Dropout(_linear2.Call(F.Dropout(hidden, _dropout, Training)), _dropout, Training);
    }
}
