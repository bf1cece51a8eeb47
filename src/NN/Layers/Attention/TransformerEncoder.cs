namespace AutoGrad.NN;

/// <summary>Encoder layers one after the other. PyTorch: torch.nn.TransformerEncoder.</summary>
/// <remarks>PyTorch copies one layer; here each layer is made by the given function, so that each has its own initial values.</remarks>
public sealed class TransformerEncoder : Module<Variable, Variable>
{
    private readonly TransformerEncoderLayer[] _layers;
    private readonly LayerNorm? _norm;

    /// <summary>Stacks layers.</summary>
    /// <param name="encoderLayer">Makes one layer.</param>
    /// <param name="numLayers">Number of layers, at least 1.</param>
    /// <param name="norm">Normalisation at the end. Default none.</param>
    /// <exception cref="ArgumentOutOfRangeException">numLayers is below 1.</exception>
    public TransformerEncoder(Func<TransformerEncoderLayer> encoderLayer, int numLayers, LayerNorm? norm = null)
    {
        ArgumentNullException.ThrowIfNull(encoderLayer);
        Errors.Require(numLayers is >= 1 and <= 10_000, nameof(TransformerEncoder), nameof(numLayers), numLayers, "1 to 10000 layers");
        _layers = [.. Enumerable.Range(0, numLayers).Select(_ => encoderLayer())];
        _norm = norm;
    }

    /// <summary>Encodes, with masks if there are any. Without them it is the one-argument Call, hooks included.</summary>
    /// <param name="src">The sequence.</param>
    /// <param name="mask">[L, L]: which positions attend to which. Default null.</param>
    /// <param name="srcKeyPaddingMask">[N, L]: which positions are padding. Default null.</param>
    /// <param name="isCausal">Whether position i sees positions 0 to i only. Default false.</param>
    /// <returns>A sequence of the same shape.</returns>
    public Variable Call(Variable src, Variable? mask = null, Tensor? srcKeyPaddingMask = null, bool isCausal = false) =>
        mask is null && srcKeyPaddingMask is null && !isCausal ? base.Call(src) : Run(() => Encode(src, mask, srcKeyPaddingMask, isCausal));

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => Encode(x, null, null, false);

    private Variable Encode(Variable x, Variable? mask, Tensor? padding, bool isCausal)
    {
        foreach (TransformerEncoderLayer layer in _layers)
        {
            x = layer.Call(x, mask, padding, isCausal);
        }

        return _norm is null ? x : _norm.Call(x);
    }
}
