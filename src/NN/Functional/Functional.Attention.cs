namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>softmax(scale · query keyᵀ + mask) value. PyTorch: torch.nn.functional.scaled_dot_product_attention (2.0).</summary>
    /// <param name="query">[..., L, E].</param>
    /// <param name="key">[..., S, E]; leading dimensions broadcast with the query's.</param>
    /// <param name="value">[..., S, D]; leading dimensions broadcast with the query's.</param>
    /// <param name="attnMask">Broadcasts to [..., L, S]: Bool, true where attention is allowed, or of the query's dtype, added to the scores. Default null.</param>
    /// <param name="dropoutP">Probability of dropping an attention weight; pass 0 when not training. Default 0.</param>
    /// <param name="isCausal">Whether query i sees keys 0 to i only; not together with attnMask. Default false.</param>
    /// <param name="scale">Factor of the scores; null for 1 / √E. Default null.</param>
    /// <param name="generator">Source of the dropout mask. Default Generator.Default.</param>
    /// <returns>[..., L, D].</returns>
    /// <remarks>
    /// DTypes: Float32, Float64, all the same. Scores are never stored: the gradient computes them again, block by block. Saves query, key, value and one number per query.
    /// A query that may see no key gives zeros, as PyTorch does since 2.5. Kinks: none.
    /// </remarks>
    /// <exception cref="ShapeException">Sizes do not fit or broadcast, or both attnMask and isCausal are given.</exception>
    /// <exception cref="DTypeException">The dtypes differ, are not floating point, or the mask is neither Bool nor the query's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">dropoutP is not in [0, 1].</exception>
    public static Variable ScaledDotProductAttention(
        Variable query, Variable key, Variable value, Variable? attnMask = null, double dropoutP = 0, bool isCausal = false, double? scale = null, Generator? generator = null)
    {
        const string name = "ScaledDotProductAttention";
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        Ops.Dropout.CheckProbability(name, dropoutP);
        DemandMatrices(name, query, "query");
        DemandMatrices(name, key, "key");
        DemandMatrices(name, value, "value");
        if (attnMask is not null && isCausal)
        {
            throw Errors.AttentionCausalMask(name, attnMask.Shape);
        }

        if (query.Shape[^1] != key.Shape[^1] || key.Shape[^2] != value.Shape[^2])
        {
            throw Errors.AttentionSizes(name, query.Shape, key.Shape, value.Shape);
        }

        double factor = scale ?? 1 / Math.Sqrt(query.Shape[^1]);
        Shape batch = Shape.Broadcast(Leading(query.Shape), Shape.Broadcast(Leading(key.Shape), Leading(value.Shape), name), name);
        Variable? mask = attnMask is null ? null : MaskFor(name, attnMask, batch, query.Shape[^2], key.Shape[^2]);
        Variable q = Batched(query, batch), k = Batched(key, batch), v = Batched(value, batch);
        Variable y;
        if (dropoutP > 0)
        {
            y = Dropout(Ops.ScaledDotProductAttention.Weights(q, k, mask, factor, isCausal), dropoutP, training: true, generator).MatMul(v);
        }
        else
        {
            var op = new Ops.ScaledDotProductAttention(factor, isCausal);
            y = mask is null ? op.Apply([q, k, v]) : op.Apply([q, k, v, mask]);
        }

        return batch.Rank == 2 ? y : y.Reshape([.. batch, query.Shape[^2], value.Shape[^1]]);
    }

    private static void DemandMatrices(string op, Variable x, string what)
    {
        if (x.Rank < 2)
        {
            throw Errors.AttentionRank(op, what, x.Shape);
        }
    }

    private static Shape Leading(Shape shape) => Shape.Create(shape.AsSpan()[..^2]);

    /// <summary>[batch..., a, b] as [N, H, a, b], where H is the last of the batch dimensions.</summary>
    private static Variable Batched(Variable x, Shape batch)
    {
        if (x.Rank == 4 && Leading(x.Shape) == batch)
        {
            return x;
        }

        Shape full = [.. batch, x.Shape[^2], x.Shape[^1]];
        x = x.Shape == full ? x : x.Expand(full);
        int heads = batch.Rank == 0 ? 1 : batch[^1];
        return x.Rank == 4 ? x : x.Reshape(heads == 0 ? 0 : batch.NumEl / heads, heads, full[^2], full[^1]);
    }

    /// <summary>The mask with four dimensions; those it broadcasts along stay 1 where the batch has at most two.</summary>
    private static Variable MaskFor(string op, Variable mask, Shape batch, int queries, int keys)
    {
        Shape scores = [.. batch, queries, keys];
        bool fits = mask.Rank <= scores.Rank;
        for (int i = 1; fits && i <= mask.Rank; i++)
        {
            fits = mask.Shape[^i] == scores[^i] || mask.Shape[^i] == 1;
        }

        if (!fits)
        {
            throw Errors.AttentionMask(op, mask.Shape, scores);
        }

        Shape padded = [.. Enumerable.Repeat(1, scores.Rank - mask.Rank), .. mask.Shape];
        return batch.Rank switch
        {
            0 => mask.Reshape([1, 1, .. padded]),
            1 => mask.Reshape([1, .. padded]),
            2 => mask.Reshape(padded),
            _ => Batched(mask.Reshape(padded).Expand([.. batch, padded[^2], padded[^1]]), batch),
        };
    }
}
