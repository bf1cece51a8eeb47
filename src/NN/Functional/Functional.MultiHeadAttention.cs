namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>Attention of several heads with its projections: what the MultiheadAttention layer computes. PyTorch: torch.nn.functional.multi_head_attention_forward.</summary>
    /// <param name="query">[L, N, E], or [L, E] without a batch.</param>
    /// <param name="key">[S, N, Ek], or [S, Ek].</param>
    /// <param name="value">[S, N, Ev], or [S, Ev].</param>
    /// <param name="embedDimToCheck">E, as the layer knows it.</param>
    /// <param name="numHeads">Number of heads; divides E.</param>
    /// <param name="inProjWeight">[3 E, E]: query, key and value one below the other; null with separate weights.</param>
    /// <param name="inProjBias">[3 E], or null.</param>
    /// <param name="biasK">[1, 1, E], appended to the keys, or null.</param>
    /// <param name="biasV">[1, 1, E], appended to the values, or null.</param>
    /// <param name="addZeroAttn">Whether a key and a value of zeros are appended.</param>
    /// <param name="dropoutP">Probability of dropping an attention weight in training.</param>
    /// <param name="outProjWeight">[E, E].</param>
    /// <param name="outProjBias">[E], or null.</param>
    /// <param name="training">Whether to drop at all. Default true.</param>
    /// <param name="keyPaddingMask">[N, S] or [S]: Bool, true where a key is padding, or floating point, added to its scores. Default null.</param>
    /// <param name="needWeights">Whether the weights are returned; without them the scores are never stored. Default true.</param>
    /// <param name="attnMask">[L, S] or [N numHeads, L, S]: Bool, true where attention is forbidden, or floating point, added to the scores. Default null.</param>
    /// <param name="useSeparateProjWeight">Whether the three weights that follow are used. Default false.</param>
    /// <param name="qProjWeight">[E, E]. Default null.</param>
    /// <param name="kProjWeight">[E, Ek]. Default null.</param>
    /// <param name="vProjWeight">[E, Ev]. Default null.</param>
    /// <param name="averageAttnWeights">Whether the weights are averaged over the heads. Default true.</param>
    /// <param name="isCausal">Whether query i sees keys 0 to i only. Default false.</param>
    /// <param name="generator">Source of the dropout mask. Default Generator.Default.</param>
    /// <returns>The output, of the query's shape, and the weights [N, L, S] ([N, numHeads, L, S] without averaging; no N without a batch), or null.</returns>
    /// <remarks>A composition. Note that Bool masks forbid here and allow in <see cref="ScaledDotProductAttention"/>, as in PyTorch. A query that may see no key gives zeros before the output projection.</remarks>
    /// <exception cref="ShapeException">Sizes do not fit.</exception>
    /// <exception cref="DTypeException">The dtypes differ or are not floating point.</exception>
    public static (Variable Output, Variable? Weights) MultiHeadAttentionForward(
        Variable query, Variable key, Variable value, int embedDimToCheck, int numHeads, Variable? inProjWeight, Variable? inProjBias, Variable? biasK, Variable? biasV,
        bool addZeroAttn, double dropoutP, Variable outProjWeight, Variable? outProjBias, bool training = true, Tensor? keyPaddingMask = null, bool needWeights = true,
        Variable? attnMask = null, bool useSeparateProjWeight = false, Variable? qProjWeight = null, Variable? kProjWeight = null, Variable? vProjWeight = null,
        bool averageAttnWeights = true, bool isCausal = false, Generator? generator = null)
    {
        const string name = "MultiHeadAttentionForward";
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        Ops.Dropout.CheckProbability(name, dropoutP);
        CheckHeads(name, query, key, value, embedDimToCheck, numHeads);
        bool batched = query.Rank == 3;
        (Variable q3, Variable k3, Variable v3) = batched ? (query, key, value) : (query.Unsqueeze(1), key.Unsqueeze(1), value.Unsqueeze(1));
        int length = q3.Shape[0], batch = q3.Shape[1], keys = k3.Shape[0], appended = (biasK is null ? 0 : 1) + (addZeroAttn ? 1 : 0);
        Variable qh, kh, vh;
        if (ReferenceEquals(query, key) && ReferenceEquals(key, value) && !useSeparateProjWeight && appended == 0)
        {
            ArgumentNullException.ThrowIfNull(inProjWeight);
            Variable[] parts = new Ops.SplitHeads(3, numHeads).ApplyAll(Linear(q3, inProjWeight, inProjBias)); // one product instead of three
            (qh, kh, vh) = (parts[0], parts[1], parts[2]);
        }
        else
        {
            (Variable q, Variable k, Variable v) = useSeparateProjWeight
                ? InProject(q3, k3, v3, qProjWeight, kProjWeight, vProjWeight, inProjBias)
                : InProject(q3, k3, v3, inProjWeight, inProjBias);
            (qh, kh, vh) = (Heads(q, numHeads), Heads(Appended(k, biasK, addZeroAttn), numHeads), Heads(Appended(v, biasV, addZeroAttn), numHeads));
        }

        Variable? mask = Forbidden(name, attnMask, keyPaddingMask, batch, numHeads, length, keys, appended, isCausal && (keyPaddingMask is not null || appended > 0), qh.DType);
        bool triangle = isCausal && mask is null;
        double dropped = training ? dropoutP : 0, scale = 1 / Math.Sqrt((double)embedDimToCheck / numHeads);
        Variable heads;
        Variable? weights = null;
        if (needWeights)
        {
            weights = Dropout(Ops.ScaledDotProductAttention.Weights(qh, kh, mask, scale, triangle), dropped, training, generator);
            heads = weights.MatMul(vh);
            weights = averageAttnWeights ? weights.Mean(1) : weights;
            weights = batched ? weights : weights.Squeeze(0);
        }
        else
        {
            heads = ScaledDotProductAttention(qh, kh, vh, mask, dropped, triangle, scale, generator);
        }

        Variable y = Linear(Ops.MergeHeads.Instance.Apply([heads]), outProjWeight, outProjBias);
        return (batched ? y : y.Squeeze(1), weights);
    }

    private static void CheckHeads(string op, Variable query, Variable key, Variable value, int embedDim, int numHeads)
    {
        Errors.AtLeast(op, "numHeads", numHeads, 1);
        bool fits = query.Rank is 2 or 3 && key.Rank == query.Rank && value.Rank == query.Rank && key.Shape[0] == value.Shape[0]
            && (query.Rank == 2 || (query.Shape[1] == key.Shape[1] && key.Shape[1] == value.Shape[1]));
        if (!fits)
        {
            throw Errors.HeadsInputs(op, query.Shape, key.Shape, value.Shape);
        }

        if (query.Shape[^1] != embedDim || embedDim % numHeads != 0)
        {
            throw Errors.HeadsSize(op, query.Shape, embedDim, numHeads);
        }
    }

    /// <summary>One weight for all three; one product where all three inputs are the same.</summary>
    private static (Variable Q, Variable K, Variable V) InProject(Variable q, Variable k, Variable v, Variable? weight, Variable? bias)
    {
        ArgumentNullException.ThrowIfNull(weight, "inProjWeight");
        Variable[] w = weight.Chunk(3);
        Variable[]? b = bias?.Chunk(3);
        return (Linear(q, w[0], b?[0]), Linear(k, w[1], b?[1]), Linear(v, w[2], b?[2]));
    }

    private static (Variable Q, Variable K, Variable V) InProject(
        Variable q, Variable k, Variable v, Variable? weightQ, Variable? weightK, Variable? weightV, Variable? bias)
    {
        ArgumentNullException.ThrowIfNull(weightQ, "qProjWeight");
        ArgumentNullException.ThrowIfNull(weightK, "kProjWeight");
        ArgumentNullException.ThrowIfNull(weightV, "vProjWeight");
        Variable[]? b = bias?.Chunk(3);
        return (Linear(q, weightQ, b?[0]), Linear(k, weightK, b?[1]), Linear(v, weightV, b?[2]));
    }

    /// <summary>[S, N, E] with the bias and zeros as further keys.</summary>
    private static Variable Appended(Variable x, Variable? bias, bool zero)
    {
        x = bias is null ? x : Variable.Cat([x, bias.Expand([1, x.Shape[1], x.Shape[2]])]);
        return zero ? x.Pad([0, 0, 0, 0, 0, 1]) : x;
    }

    /// <summary>[L, N, E] as [N, H, L, E / H].</summary>
    private static Variable Heads(Variable x, int numHeads) =>
        new Ops.SplitHeads(1, numHeads).ApplyAll(x)[0];

    /// <summary>All masks as one that <see cref="ScaledDotProductAttention"/> takes: Bool and allowing where all are Bool, else added.</summary>
    private static Variable? Forbidden(
        string op, Variable? attnMask, Tensor? padding, int batch, int heads, int length, int keys, int appended, bool isCausal, DType dtype)
    {
        var masks = new List<Variable>();
        if (attnMask is not null)
        {
            bool each = attnMask.Rank == 3;
            Shape expected = each ? [batch * heads, length, keys] : [length, keys];
            masks.Add(attnMask.Shape == expected
                ? attnMask.Reshape(each ? batch : 1, each ? heads : 1, length, keys)
                : throw Errors.AttentionMask(op, attnMask.Shape, expected));
        }

        if (padding is not null)
        {
            Shape expected = padding.Rank == 1 ? [keys] : [batch, keys];
            masks.Add(padding.Shape == expected && (padding.Rank == 2 || batch == 1)
                ? padding.Reshape(padding.Rank == 1 ? 1 : batch, 1, 1, keys)
                : throw Errors.AttentionMask(op, padding.Shape, [batch, keys]));
        }

        if (isCausal && attnMask is null)
        {
            masks.Add(Tensor.Ones([1, 1, length, keys], DType.Bool).Triu(1));
        }

        Variable? merged = null;
        bool isBool = masks.TrueForAll(static m => m.DType == DType.Bool);
        foreach (Variable mask in masks)
        {
            Variable each = appended == 0 ? mask : mask.Pad([0, appended]);
            if (!isBool && each.DType == DType.Bool)
            {
                each = Tensor.Zeros(each.Shape, dtype).MaskedFill(each.Data, double.NegativeInfinity);
            }

            merged = merged is null ? each : isBool ? merged.Data.LogicalOr(each.Data) : merged + each;
        }

        return isBool && merged is not null ? merged.Data.LogicalNot() : merged;
    }
}
