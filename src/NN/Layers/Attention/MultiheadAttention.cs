using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Attention with several heads and learned projections. PyTorch: torch.nn.MultiheadAttention.</summary>
/// <remarks>Initial values: projections by Glorot's uniform rule, out_proj.weight as Linear, biases 0. Source: Vaswani et al. 2017, arXiv:1706.03762.</remarks>
public sealed class MultiheadAttention : Module
{
    [Name("in_proj_weight")]
    private readonly Parameter? _inProjWeight;

    [Name("q_proj_weight")]
    private readonly Parameter? _qProjWeight;

    [Name("k_proj_weight")]
    private readonly Parameter? _kProjWeight;

    [Name("v_proj_weight")]
    private readonly Parameter? _vProjWeight;

    [Name("in_proj_bias")]
    private readonly Parameter? _inProjBias;

    [Name("bias_k")]
    private readonly Parameter? _biasK;

    [Name("bias_v")]
    private readonly Parameter? _biasV;

    [Name("out_proj")]
    private readonly Linear _outProj;

    private readonly int _embedDim;
    private readonly int _numHeads;
    private readonly double _dropout;
    private readonly bool _addZeroAttn;
    private readonly bool _batchFirst;

    /// <summary>Creates the layer.</summary>
    /// <param name="embedDim">Size E of queries and outputs.</param>
    /// <param name="numHeads">Number of heads; divides embedDim.</param>
    /// <param name="dropout">Dropout on the attention weights in training. Default 0.</param>
    /// <param name="bias">Whether projections have biases. Default true.</param>
    /// <param name="addBiasKv">Whether a learned key and value are appended. Default false.</param>
    /// <param name="addZeroAttn">Whether a key and a value of zeros are appended. Default false.</param>
    /// <param name="kdim">Size of keys. Default embedDim.</param>
    /// <param name="vdim">Size of values. Default embedDim.</param>
    /// <param name="batchFirst">Whether inputs are [N, L, E] instead of [L, N, E]. Default false.</param>
    /// <param name="generator">Source of the initial values. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ArgumentException">numHeads does not divide embedDim.</exception>
    public MultiheadAttention(
        int embedDim, int numHeads, double dropout = 0, bool bias = true, bool addBiasKv = false, bool addZeroAttn = false, int? kdim = null, int? vdim = null,
        bool batchFirst = false, Generator? generator = null)
    {
        LayerArguments.Divides("MultiheadAttention", nameof(numHeads), numHeads, nameof(embedDim), embedDim);
        (_embedDim, _numHeads, _dropout, _addZeroAttn, _batchFirst) = (embedDim, numHeads, dropout, addZeroAttn, batchFirst);
        if ((kdim ?? embedDim) == embedDim && (vdim ?? embedDim) == embedDim)
        {
            _inProjWeight = Glorot([3 * embedDim, embedDim]);
        }
        else
        {
            _qProjWeight = Glorot([embedDim, embedDim]);
            _kProjWeight = Glorot([embedDim, kdim ?? embedDim]);
            _vProjWeight = Glorot([embedDim, vdim ?? embedDim]);
        }

        _inProjBias = bias ? new Parameter(Tensor.Zeros([3 * embedDim])) : null;
        _outProj = new Linear(embedDim, embedDim, bias, generator);
        _outProj.Bias?.Data.ZeroInPlace();
        if (addBiasKv)
        {
            _biasK = new Parameter(Tensor.Empty([1, 1, embedDim]));
            _biasV = new Parameter(Tensor.Empty([1, 1, embedDim]));
            Init.XavierNormal(_biasK, generator: generator);
            Init.XavierNormal(_biasV, generator: generator);
        }

        Parameter Glorot(Shape shape)
        {
            var parameter = new Parameter(Tensor.Empty(shape));
            Init.XavierUniform(parameter, generator: generator);
            return parameter;
        }
    }

    /// <inheritdoc/>
    public override string Description => $"MultiheadAttention {_embedDim}, {_numHeads} heads";

    /// <summary>Attends from queries to keys and values.</summary>
    /// <param name="query">[L, N, E], [N, L, E] if batchFirst, or [L, E].</param>
    /// <param name="key">[S, N, kdim], [N, S, kdim] if batchFirst, or [S, kdim].</param>
    /// <param name="value">[S, N, vdim], [N, S, vdim] if batchFirst, or [S, vdim].</param>
    /// <param name="keyPaddingMask">[N, S] or [S]: Bool, true where a key is padding, or floating point, added to its scores. Default null.</param>
    /// <param name="needWeights">Whether the weights are returned; false is faster. Default true.</param>
    /// <param name="attnMask">[L, S] or [N · numHeads, L, S]: Bool, true where attention is forbidden, or floating point, added to the scores. Default null.</param>
    /// <param name="averageAttnWeights">Whether the weights are averaged over the heads. Default true.</param>
    /// <param name="isCausal">Whether query i sees keys 0 to i only. Default false.</param>
    /// <returns>The output, of the query's shape, and the weights [N, L, S] ([N, numHeads, L, S] without averaging), or null.</returns>
    /// <exception cref="ShapeException">Sizes do not fit.</exception>
    public (Variable Output, Variable? Weights) Call(
        Variable query, Variable key, Variable value, Tensor? keyPaddingMask = null, bool needWeights = true, Variable? attnMask = null, bool averageAttnWeights = true, bool isCausal = false) =>
        Run(() =>
        {
            ArgumentNullException.ThrowIfNull(query);
            bool swap = _batchFirst && query.Rank == 3;
            // Attention of a sequence to itself stays recognisable: it needs one projection instead of three.
            Variable q = Steps(query), k = ReferenceEquals(key, query) ? q : Steps(key), v = ReferenceEquals(value, key) ? k : Steps(value);
            (Variable output, Variable? weights) = F.MultiHeadAttentionForward(
                q, k, v, _embedDim, _numHeads, _inProjWeight, _inProjBias, _biasK, _biasV, _addZeroAttn, _dropout, _outProj.Weight, _outProj.Bias,
                Training, keyPaddingMask, needWeights, attnMask, _inProjWeight is null, _qProjWeight, _kProjWeight, _vProjWeight, averageAttnWeights, isCausal);
            return (swap ? output.Transpose(0, 1) : output, weights);

            Variable Steps(Variable x) => swap ? x.Transpose(0, 1) : x;
        });
}
