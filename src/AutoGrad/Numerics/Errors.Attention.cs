namespace AutoGrad;

internal static partial class Errors
{
    internal static ShapeException AttentionRank(string op, string what, Shape shape) =>
        Shape(op, shape, $"{what} {shape} has {shape.Rank} dimensions; expected [..., length, size]. Add a dimension with Unsqueeze.");

    internal static ShapeException AttentionSizes(string op, Shape q, Shape k, Shape v) =>
        Shapes(op, q, k, $"query {q}, key {k} and value {v} do not fit: query and key share their last size, key and value their length. Project or slice one of them.");

    internal static ShapeException AttentionMask(string op, Shape mask, Shape scores) =>
        Shapes(op, mask, scores, $"attnMask {mask} does not broadcast to the scores {scores}. Pass [queries, keys], with leading dimensions as the batch has them.");

    internal static DTypeException AttentionMaskType(string op, DType mask, DType query) =>
        DType(op, mask, query, $"attnMask is {mask} and the query {query}. Pass Bool (true where attention is allowed) or {query} (added to the scores).");

    internal static DTypeException AttentionTypes(string op, DType q, DType k, DType v) =>
        DType(op, k, q, $"query, key and value are {q}, {k} and {v}. Convert them to one of Float32 and Float64 with To.");

    internal static ShapeException AttentionCausalMask(string op, Shape mask) =>
        Shape(op, mask, $"attnMask {mask} is given and isCausal is true. Pass one of them, or draw the causal triangle into the mask.");

    internal static ShapeException HeadsInputs(string op, Shape q, Shape k, Shape v) =>
        Shapes(op, q, k, $"query {q}, key {k} and value {v} do not fit: all need [length, batch, size] or [length, size], one batch, and key and value one length. Reshape or transpose them.");

    internal static ShapeException HeadsDivide(string op, Shape x, int parts, int heads) =>
        Shape(op, x, $"{x} does not divide into {parts} parts of {heads} heads. Pass [length, batch, {parts} · {heads} · size].");

    internal static ShapeException HeadsMerge(string op, Shape a, Shape b) =>
        Shapes(op, a, b, $"heads {a} and {b} do not merge. All need one shape [batch, heads, length, size] with a head or more.");

    internal static ShapeException HeadsSize(string op, Shape q, int embedDim, int numHeads) =>
        Shape(op, q, $"query {q} with embedDim {embedDim} and {numHeads} heads: the last size must be embedDim, and numHeads must divide it. Change one of them.");
}
