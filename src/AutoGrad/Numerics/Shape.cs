using System.Collections;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>The sizes of a tensor's dimensions, an immutable value; <c>[]</c> is a scalar. PyTorch: torch.Size.</summary>
/// <remarks>Written as a collection expression: <c>Tensor.Zeros([2, 3])</c>. Compares by value.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    private readonly int[]? _sizes;

    private Shape(int[] sizes) => _sizes = sizes;

    /// <summary>The shape of a scalar: no dimensions, one element.</summary>
    public static Shape Scalar => default;

    /// <summary>Number of dimensions. PyTorch: Tensor.dim().</summary>
    public int Rank => _sizes is null ? 0 : _sizes.Length;

    /// <summary>Number of dimensions, as a list's count; the same as <see cref="Rank"/>.</summary>
    public int Count => Rank;

    /// <summary>Number of elements: the product of the sizes, 1 for a scalar. PyTorch: Size.numel().</summary>
    public int NumEl
    {
        get
        {
            int n = 1;
            foreach (int size in AsSpan())
            {
                n *= size;
            }

            return n;
        }
    }

    /// <summary>Size of one dimension.</summary>
    /// <param name="index">Dimension in [0, Rank).</param>
    /// <exception cref="ShapeException">index is outside.</exception>
    public int this[int index]
    {
        get
        {
            ReadOnlySpan<int> sizes = AsSpan();
            return (uint)index < (uint)sizes.Length ? sizes[index] : throw Errors.NoSuchDim(this, index);
        }
    }

    /// <summary>Makes a shape from sizes; the target of collection expressions.</summary>
    /// <param name="sizes">Sizes, each at least 0; their product at most 2^31 - 1.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ShapeException">A size is negative or the element count overflows.</exception>
    public static Shape Create(ReadOnlySpan<int> sizes)
    {
        if (sizes.IsEmpty)
        {
            return default;
        }

        Validate(sizes);
        return new Shape(SharedSizes.Of(sizes));
    }

    /// <summary>The sizes as a span.</summary>
    /// <returns>A read-only view of the sizes.</returns>
    public ReadOnlySpan<int> AsSpan() => _sizes;

    /// <summary>The sizes as a new array.</summary>
    /// <returns>A copy of the sizes.</returns>
    public int[] ToArray() => AsSpan().ToArray();

    /// <summary>Compares the sizes one by one.</summary>
    /// <param name="other">The other shape.</param>
    /// <returns>Whether both have the same sizes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(Shape other) => ReferenceEquals(_sizes, other._sizes) || HasSizes(other.AsSpan());

    private bool HasSizes(ReadOnlySpan<int> sizes) => AsSpan().SequenceEqual(sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int size in AsSpan())
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    /// <summary>PyTorch's spelling, such as <c>[2, 3]</c>.</summary>
    /// <returns>The sizes in brackets.</returns>
    public override string ToString() => $"[{string.Join(", ", AsSpan().ToArray())}]";

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(_sizes ?? [])).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Compares by value.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">The other shape.</param>
    /// <returns>Whether the sizes are equal.</returns>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Compares by value.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">The other shape.</param>
    /// <returns>Whether the sizes differ.</returns>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The sizes as a span, so that a shape can be passed where sizes are listed: <c>x.Reshape(y.Shape)</c>.</summary>
    /// <param name="shape">The shape.</param>
    public static implicit operator ReadOnlySpan<int>(Shape shape) => shape.AsSpan();

    /// <summary>The shape both broadcast to, or a ShapeException that names the op.</summary>
    internal static Shape Broadcast(Shape a, Shape b, string op)
    {
        if (ReferenceEquals(a._sizes, b._sizes))
        {
            return a;
        }

        ReadOnlySpan<int> sa = a.AsSpan(), sb = b.AsSpan();
        int rank = Math.Max(sa.Length, sb.Length);
        bool isA = rank == sa.Length, isB = rank == sb.Length;
        for (int i = 1; i <= rank; i++)
        {
            int x = i <= sa.Length ? sa[^i] : 1, y = i <= sb.Length ? sb[^i] : 1;
            if (x != y && x != 1 && y != 1)
            {
                throw Errors.NotBroadcastable(op, a, b, rank - i);
            }

            int size = x == 1 ? y : x;
            isA &= size == x;
            isB &= size == y;
        }

        if (isA)
        {
            return a;
        }

        if (isB)
        {
            return b;
        }

        Span<int> sizes = stackalloc int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int x = i <= sa.Length ? sa[^i] : 1, y = i <= sb.Length ? sb[^i] : 1;
            sizes[^i] = x == 1 ? y : x;
        }

        return Create(sizes);
    }

    /// <summary>Whether both have as many elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool HasAsManyAs(Shape other) => ReferenceEquals(_sizes, other._sizes) || NumEl == other.NumEl;

    /// <summary>Whether repeating dimensions of size 1, and new ones in front, lead from this shape to the other.</summary>
    internal bool BroadcastsTo(Shape other)
    {
        ReadOnlySpan<int> from = AsSpan(), to = other.AsSpan();
        bool fits = from.Length <= to.Length;
        for (int i = 1; fits && i <= from.Length; i++)
        {
            fits = from[^i] == to[^i] || from[^i] == 1;
        }

        return fits;
    }

    /// <summary>A dimension in [-rank, rank) as one in [0, rank); rank 0 counts as 1 as in PyTorch.</summary>
    internal int Dim(int dim, string op) => NormalizeDim(dim, Rank, op, this);

    internal static int NormalizeDim(int dim, int rank, string op, Shape shape)
    {
        int range = Math.Max(rank, 1);
        return dim >= -range && dim < range ? (dim < 0 ? dim + range : dim) : throw Errors.DimOutOfRange(op, dim, shape, range);
    }

    private static void Validate(ReadOnlySpan<int> sizes)
    {
        long count = 1;
        foreach (int size in sizes)
        {
            if (size < 0)
            {
                throw Errors.NegativeSize(sizes);
            }

            count = count <= int.MaxValue ? count * size : count;
        }

        if (count > int.MaxValue && !sizes.Contains(0))
        {
            throw Errors.TooManyElements(sizes);
        }
    }
}
