namespace AutoGrad.Data;

/// <summary>A collection of samples that can be reached by index. PyTorch: torch.utils.data.Dataset.</summary>
/// <typeparam name="T">Type of a sample.</typeparam>
public abstract class Dataset<T>
{
    /// <summary>Number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>One sample. May be called from several threads at once.</summary>
    /// <param name="index">Position in [0, Count).</param>
    public abstract T this[int index] { get; }

    /// <summary>A part of the samples, in the given order; nothing is copied. PyTorch: torch.utils.data.Subset.</summary>
    /// <param name="indices">Positions in this set.</param>
    /// <returns>The part.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the set.</exception>
    public Subset<T> Subset(IEnumerable<int> indices) => new(this, indices);

    /// <summary>Splits into parts drawn without replacement. PyTorch: torch.utils.data.random_split.</summary>
    /// <param name="lengths">Sizes of the parts; they add up to Count.</param>
    /// <param name="generator">Source of the order. Default <see cref="Generator.Default"/>.</param>
    /// <returns>One part per length.</returns>
    /// <exception cref="ArgumentException">The lengths do not add up to Count.</exception>
    public Subset<T>[] RandomSplit(ReadOnlySpan<int> lengths, Generator? generator = null)
    {
        long total = 0;
        foreach (int length in lengths)
        {
            Errors.Require(length >= 0, "RandomSplit", nameof(lengths), length, "lengths of 0 or more");
            total += length;
        }

        if (total != Count)
        {
            throw new ArgumentException($"RandomSplit: the lengths [{string.Join(", ", lengths.ToArray())}] add up to {total}, the set has {Count} samples. Make them equal.", nameof(lengths));
        }

        long[] order = Tensor.RandPerm(Count, generator: generator).ToArray<long>();
        var parts = new Subset<T>[lengths.Length];
        for (int i = 0, start = 0; i < parts.Length; start += lengths[i++])
        {
            parts[i] = new Subset<T>(this, order.Skip(start).Take(lengths[i]).Select(static k => (int)k));
        }

        return parts;
    }

    /// <summary>Splits by fractions, rounded down; what is left goes to the first parts one by one. PyTorch: random_split with fractions.</summary>
    /// <param name="fractions">Positive numbers that add up to 1.</param>
    /// <param name="generator">Source of the order. Default <see cref="Generator.Default"/>.</param>
    /// <returns>One part per fraction.</returns>
    /// <exception cref="ArgumentException">The fractions do not add up to 1.</exception>
    public Subset<T>[] RandomSplit(ReadOnlySpan<double> fractions, Generator? generator = null)
    {
        double sum = 0;
        int[] lengths = new int[fractions.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            sum += fractions[i];
            lengths[i] = (int)Math.Floor(Count * fractions[i]);
        }

        if (!(Math.Abs(sum - 1) < 1e-9) || lengths.Any(static l => l < 0))
        {
            throw new ArgumentException($"RandomSplit: the fractions [{string.Join(", ", fractions.ToArray())}] add up to {sum}. Give positive fractions that add up to 1.", nameof(fractions));
        }

        int rest = Count - lengths.Sum();
        for (int i = 0; i < rest; i++)
        {
            lengths[i % lengths.Length]++;
        }

        return RandomSplit(lengths, generator);
    }
}
