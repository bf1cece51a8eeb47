namespace AutoGrad.Data;

/// <summary>Samples of another set, chosen by index. PyTorch: torch.utils.data.Subset.</summary>
/// <typeparam name="T">Type of a sample.</typeparam>
public sealed class Subset<T> : Dataset<T>, IBatchSource<T>
{
    private readonly int[] _indices;

    /// <summary>Chooses samples.</summary>
    /// <param name="source">The other set.</param>
    /// <param name="indices">Positions in it, in the order of this set; repeats are allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the source.</exception>
    public Subset(Dataset<T> source, IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        Source = source;
        _indices = [.. indices];
        int bad = Array.FindIndex(_indices, i => (uint)i >= (uint)source.Count);
        if (bad >= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(indices), _indices[bad], $"Subset: index {_indices[bad]} at position {bad} is outside [0, {source.Count}).");
        }
    }

    /// <summary>The set the samples come from.</summary>
    public Dataset<T> Source { get; }

    /// <summary>Positions of the samples in the source.</summary>
    public IReadOnlyList<int> Indices => _indices;

    /// <inheritdoc/>
    public override int Count => _indices.Length;

    /// <inheritdoc/>
    public override T this[int index] => (uint)index < (uint)Count ? Source[_indices[index]]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"Subset: index {index} is outside [0, {Count}).");

    bool IBatchSource<T>.CanBatch => Source is IBatchSource<T> { CanBatch: true };

    T IBatchSource<T>.Batch(ReadOnlySpan<int> indices)
    {
        int[] mapped = new int[indices.Length];
        for (int i = 0; i < mapped.Length; i++)
        {
            mapped[i] = _indices[indices[i]];
        }

        return ((IBatchSource<T>)Source).Batch(mapped);
    }
}
