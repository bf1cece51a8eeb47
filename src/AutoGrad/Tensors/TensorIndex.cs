namespace AutoGrad;

/// <summary>One entry of an indexer, as in <c>x[0, ^1, 1..3, mask]</c>. Numbers, ranges and tensors convert to it by themselves. PyTorch: what stands between the brackets.</summary>
/// <remarks>
/// A number takes one place of a dimension away (negative ones and ^1 count from the end); a range keeps part of it, its bounds clamped as Python clamps them;
/// <see cref="Ellipsis"/> stands for all dimensions not named; <see cref="NewAxis"/> puts in a dimension of size 1; an Int64 or Int32 tensor looks up places, a Bool mask takes those where it is true.
/// </remarks>
public readonly struct TensorIndex
{
    private TensorIndex(IndexKind kind, int start = 0, int end = 0, int step = 1, Tensor? tensor = null)
    {
        Kind = kind;
        Start = start;
        End = end;
        Step = step;
        Tensor = tensor;
    }

    /// <summary>All dimensions that no other entry names; at most once. PyTorch: <c>...</c>.</summary>
    public static TensorIndex Ellipsis => new(IndexKind.Ellipsis);

    /// <summary>A new dimension of size 1. PyTorch: <c>None</c>.</summary>
    public static TensorIndex NewAxis => new(IndexKind.NewAxis);

    /// <summary>The whole dimension, the same as the range <c>..</c>. PyTorch: <c>:</c>.</summary>
    public static TensorIndex All => new(IndexKind.Slice, 0, int.MaxValue);

    internal IndexKind Kind { get; }

    /// <summary>The number, or the first of a slice; negative ones count from the end.</summary>
    internal int Start { get; }

    internal int End { get; }

    internal int Step { get; }

    internal Tensor? Tensor { get; }

    /// <summary>A part of a dimension with a step. PyTorch: <c>start:end:step</c>.</summary>
    /// <param name="start">First place; negative counts from the end. Default the first.</param>
    /// <param name="end">One past the last place; negative counts from the end. Default the size.</param>
    /// <param name="step">Distance, at least 1. Default 1.</param>
    /// <returns>The entry.</returns>
    public static TensorIndex Slice(int? start = null, int? end = null, int step = 1) => new(IndexKind.Slice, start ?? 0, end ?? int.MaxValue, step);

    /// <summary>One place of a dimension; negative counts from the end.</summary>
    /// <param name="index">The place.</param>
    public static implicit operator TensorIndex(int index) => new(IndexKind.Number, index);

    /// <summary>One place of a dimension, such as <c>^1</c>, the last.</summary>
    /// <param name="index">The place.</param>
    public static implicit operator TensorIndex(Index index) => new(IndexKind.Number, index.IsFromEnd ? (index.Value == 0 ? int.MaxValue : -index.Value) : index.Value);

    /// <summary>A part of a dimension, such as <c>1..^1</c>.</summary>
    /// <param name="range">First place and one past the last.</param>
    public static implicit operator TensorIndex(Range range) => new(IndexKind.Slice, Bound(range.Start), Bound(range.End));

    /// <summary>Places to look up (Int64 or Int32), or a mask (Bool).</summary>
    /// <param name="index">The tensor.</param>
    /// <exception cref="ArgumentNullException">It is null; write <see cref="NewAxis"/> for a new dimension.</exception>
    public static implicit operator TensorIndex(Tensor index)
    {
        ArgumentNullException.ThrowIfNull(index);
        return new TensorIndex(IndexKind.Tensor, tensor: index);
    }

    /// <summary>Places to look up.</summary>
    /// <param name="index">The places; negative ones count from the end.</param>
    /// <exception cref="ArgumentNullException">It is null; write <see cref="NewAxis"/> for a new dimension.</exception>
    public static implicit operator TensorIndex(int[] index)
    {
        ArgumentNullException.ThrowIfNull(index);
        return AutoGrad.Tensor.From(index.AsSpan());
    }

    /// <summary>How many dimensions of the indexed tensor the entry stands for; an ellipsis is counted elsewhere.</summary>
    internal int Consumes => Kind switch
    {
        IndexKind.Number or IndexKind.Slice => 1,
        IndexKind.Tensor => Tensor!.DType == DType.Bool ? Tensor.Rank : 1,
        _ => 0,
    };

    // ^0 is the size: as far right as numbers go, since -0 would be the start.
    private static int Bound(Index index) => !index.IsFromEnd ? index.Value : index.Value == 0 ? int.MaxValue : -index.Value;
}

/// <summary>What an entry of an indexer is.</summary>
internal enum IndexKind : byte
{
    /// <summary>A number; also of an entry nobody initialised, which is place 0.</summary>
    Number,
    Slice,
    Ellipsis,
    NewAxis,
    Tensor,
}
