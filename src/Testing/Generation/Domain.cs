using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Testing;

/// <summary>Which values a function is defined, or smooth, on: what generated tensors hold. Shrinking never leaves the domain.</summary>
/// <remarks>Values are short decimals, so that a failure reads well.</remarks>
public abstract record Domain
{
    private protected Domain(string name) => Name = name;

    /// <summary>What it is called in reports.</summary>
    public string Name { get; }

    /// <summary>Numbers in [-2, 2].</summary>
    public static Domain Any { get; } = Real(-2, 2);

    /// <summary>Numbers in [0.1, 3]: for Log, Sqrt, powers, divisors.</summary>
    public static Domain Positive { get; } = Real(0.1, 3);

    /// <summary>Numbers in [0.05, 0.95]: probabilities one by one, for Logit or BCE.</summary>
    public static Domain UnitInterval { get; } = Real(0.05, 0.95);

    /// <summary>Numbers of either sign with magnitudes in [0.2, 2]: away from a kink or a pole at zero.</summary>
    public static Domain AwayFromZero { get; } = Each(
        "away from zero", from magnitude in Short(0.2, 2) from sign in Gen.Elements(-1, 1) select magnitude * sign, static x => Math.Abs(x) is >= 0.2 and <= 2);

    /// <summary>Numbers no two of which are nearer than 0.2: no ties in sorts, maxima and medians.</summary>
    public static Domain Distinct { get; } = new DistinctDomain();

    /// <summary>Positive numbers that sum to one along the last dimension: probabilities of classes, attention weights.</summary>
    public static Domain ProbabilityRows { get; } = new ProbabilityRowsDomain();

    /// <summary>Symmetric positive definite matrices in the last two dimensions: for Cholesky, inverses, log-determinants.</summary>
    public static Domain SpdMatrices { get; } = new SpdDomain();

    /// <summary>Whether the values are Int64 and not differentiated.</summary>
    public virtual bool IsInteger => false;

    /// <summary>Least rank of a tensor with such values.</summary>
    public virtual int MinRank => 0;

    /// <summary>Whether the last two sizes must be equal.</summary>
    internal virtual bool IsSquare => false;

    /// <summary>Whether elements may be equal to each other, so that an expanded view can hold them.</summary>
    internal virtual bool AllowsRepeats => true;

    /// <summary>Numbers in an interval, with three decimals.</summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Largest value.</param>
    /// <returns>The domain.</returns>
    /// <exception cref="ArgumentException">low is not below high, or one of them is not finite.</exception>
    public static Domain Real(double low, double high)
    {
        if (!(double.IsFinite(low) && double.IsFinite(high) && low < high))
        {
            throw new ArgumentException(FormattableString.Invariant($"Domain.Real: [{low}, {high}] is no interval. Give two finite numbers, the smaller one first."));
        }

        return Each(FormattableString.Invariant($"[{low}, {high}]"), Short(low, high), x => x >= low && x <= high);
    }

    /// <summary>Int64 numbers in an interval: indices, classes. Not differentiated.</summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Largest value.</param>
    /// <returns>The domain.</returns>
    /// <exception cref="ArgumentException">low is above high.</exception>
    public static Domain Integers(int low, int high) => low <= high
        ? new ElementDomain($"integers in [{low}, {high}]", Gen.Choose(low, high).Select(static i => (double)i), x => x >= low && x <= high, Integer: true)
        : throw new ArgumentException($"Domain.Integers: [{low}, {high}] is empty. Give the smaller number first.");

    /// <summary>A domain of your own: values one by one.</summary>
    /// <param name="name">What it is called in reports.</param>
    /// <param name="value">Generates one value.</param>
    /// <param name="contains">Whether a value belongs; shrinking asks.</param>
    /// <returns>The domain.</returns>
    public static Domain Each(string name, Gen<double> value, Func<double, bool> contains)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(contains);
        return new ElementDomain(name, value, contains);
    }

    /// <summary>The domain's name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public sealed override string ToString() => Name;

    /// <summary>Values for a shape, row-major.</summary>
    internal abstract Gen<double[]> Values(Shape shape);

    /// <summary>Whether the values belong.</summary>
    internal abstract bool Contains(double[] values, Shape shape);

    /// <summary>Values cut out of a larger tensor, brought back into the domain.</summary>
    internal virtual double[] Mend(double[] values, Shape shape) => values;

    /// <summary>Simpler values, the simplest first; the caller leaves out what does not belong.</summary>
    internal virtual IEnumerable<double[]> Simpler(double[] values, Shape shape)
    {
        for (int decimals = 0; decimals <= 2; decimals++)
        {
            yield return Array.ConvertAll(values, x => Math.Round(x, decimals) + 0.0); // -0 becomes 0
        }

        for (int i = 0; i < values.Length && values.Length <= 16; i++)
        {
            foreach (double simple in (double[])[0, 1, -1, 0.5])
            {
                if (values[i] == simple)
                {
                    break;
                }

                double[] changed = [.. values];
                changed[i] = simple;
                yield return changed;
            }
        }
    }

    /// <summary>A number in [low, high] with three decimals, where the interval has room for them.</summary>
    private protected static Gen<double> Short(double low, double high) =>
        Gen.Choose(0, 1000).Select(k => Math.Clamp(Math.Round(low + (k / 1000.0 * (high - low)), 3), low, high));
}
