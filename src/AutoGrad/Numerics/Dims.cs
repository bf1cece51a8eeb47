using System.Collections;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>A list of dimensions, such as the dims of a reduction; <c>default</c> means all of them. Converts from an int and from <c>[0, -1]</c>.</summary>
[CollectionBuilder(typeof(Dims), nameof(Create))]
public readonly struct Dims : IEquatable<Dims>, IReadOnlyList<int>
{
    private readonly int[]? _dims;

    private Dims(int[] dims) => _dims = dims;

    /// <summary>All dimensions.</summary>
    public static Dims All => default;

    /// <summary>Whether this stands for every dimension; an empty list does, as in PyTorch.</summary>
    public bool IsAll => _dims is null || _dims.Length == 0;

    /// <summary>How many dimensions are listed; 0 means all.</summary>
    public int Count => _dims?.Length ?? 0;

    /// <summary>One listed dimension; negative values count from the end.</summary>
    /// <param name="index">Position in the list.</param>
    public int this[int index] =>
        index >= 0 && index < Count ? _dims![index] : throw Errors.Value("Dims", nameof(index), index, $"index {index} is outside 0..{Count - 1}. Stay below Count.");

    /// <summary>Makes a list of dimensions; the target of collection expressions.</summary>
    /// <param name="dims">Dimensions; negative values count from the end.</param>
    /// <returns>The list.</returns>
    public static Dims Create(ReadOnlySpan<int> dims) => dims.IsEmpty ? default : new Dims(SharedSizes.Of(dims));

    /// <summary>A single dimension.</summary>
    /// <param name="dim">The dimension; negative values count from the end.</param>
    /// <returns>The list of this one dimension.</returns>
    public static implicit operator Dims(int dim) => Create([dim]);

    /// <summary>The dimensions as a span, as they were given.</summary>
    /// <returns>A read-only view.</returns>
    public ReadOnlySpan<int> AsSpan() => _dims;

    /// <summary>Compares the listed dimensions one by one.</summary>
    /// <param name="other">The other list.</param>
    /// <returns>Whether both list the same dimensions in the same order.</returns>
    public bool Equals(Dims other) => ReferenceEquals(_dims, other._dims) || AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dims other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int dim in AsSpan())
        {
            hash.Add(dim);
        }

        return hash.ToHashCode();
    }

    /// <summary>The dimensions in brackets; <c>all</c> for all of them.</summary>
    /// <returns>A readable list.</returns>
    public override string ToString() => IsAll ? "all" : $"[{string.Join(", ", AsSpan().ToArray())}]";

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(_dims ?? [])).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Compares by value.</summary>
    /// <param name="left">One list.</param>
    /// <param name="right">The other list.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(Dims left, Dims right) => left.Equals(right);

    /// <summary>Compares by value.</summary>
    /// <param name="left">One list.</param>
    /// <param name="right">The other list.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(Dims left, Dims right) => !left.Equals(right);

    /// <summary>Bit i is set when dimension i of a tensor of this rank is listed; refuses duplicates and values out of range.</summary>
    internal ulong Mask(Shape shape, string op)
    {
        int rank = shape.Rank;
        if (IsAll)
        {
            return rank >= 64 ? throw Errors.RankTooHigh(op, shape) : (1UL << rank) - 1;
        }

        ulong mask = 0;
        foreach (int given in AsSpan())
        {
            ulong bit = 1UL << shape.Dim(given, op);
            mask = (mask & bit) == 0 ? mask | bit : throw Errors.DuplicateDim(op, given, shape);
        }

        return rank == 0 ? 0 : mask;
    }
}
