using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Testing;

/// <summary>Elements that know nothing of each other.</summary>
internal sealed record ElementDomain(string Title, Gen<double> Value, Func<double, bool> Belongs, bool Integer = false) : Domain(Title)
{
    public override bool IsInteger => Integer;

    internal override Gen<double[]> Values(Shape shape) => Value.ArrayOf(shape.NumEl);

    internal override bool Contains(double[] values, Shape shape) => Array.TrueForAll(values, x => Belongs(x) && (!Integer || x == Math.Floor(x)));
}

/// <summary>Elements that keep apart.</summary>
internal sealed record DistinctDomain() : Domain("distinct")
{
    private const double Gap = 0.2;

    internal override bool AllowsRepeats => false;

    internal override Gen<double[]> Values(Shape shape)
    {
        int n = shape.NumEl;
        return from order in Gen.Shuffle(Enumerable.Range(0, n))
               from shift in Gen.Choose(0, 100).ArrayOf(n)
               select order.Select((place, i) => Math.Round(((place - (n / 2)) * 1.5 * Gap) + (shift[i] / 1000.0), 3)).ToArray();
    }

    internal override bool Contains(double[] values, Shape shape)
    {
        double[] sorted = [.. values.Order()];
        return Enumerable.Range(1, Math.Max(sorted.Length - 1, 0)).All(i => sorted[i] - sorted[i - 1] >= Gap - 1e-9);
    }
}

/// <summary>Rows on the probability simplex.</summary>
internal sealed record ProbabilityRowsDomain() : Domain("probability rows")
{
    public override int MinRank => 1;

    internal override bool AllowsRepeats => false;

    internal override Gen<double[]> Values(Shape shape) => Short(0.1, 1).ArrayOf(shape.NumEl).Select(values => Mend(values, shape));

    internal override bool Contains(double[] values, Shape shape)
    {
        int width = shape[^1];
        return Array.TrueForAll(values, static x => x > 0) && values.Chunk(Math.Max(width, 1)).All(static row => Math.Abs(row.Sum() - 1) < 1e-12);
    }

    internal override double[] Mend(double[] values, Shape shape) =>
        [.. values.Chunk(Math.Max(shape[^1], 1)).SelectMany(static row => row.Select(x => x / row.Sum()))];

    internal override IEnumerable<double[]> Simpler(double[] values, Shape shape) => [[.. values.Select(_ => 1.0 / shape[^1])]];
}

/// <summary>A Aᵀ / n + I/2 for a random A: eigenvalues from one half to a few.</summary>
internal sealed record SpdDomain() : Domain("symmetric positive definite")
{
    public override int MinRank => 2;

    internal override bool IsSquare => true;

    internal override bool AllowsRepeats => false;

    internal override Gen<double[]> Values(Shape shape)
    {
        int n = shape[^1];
        return Short(-1, 1).ArrayOf(shape.NumEl).Select(values => values.Chunk(Math.Max(n * n, 1)).SelectMany(a => Square(a, n)).ToArray());
    }

    /// <summary>Symmetric, with positive pivots in Gauss's elimination.</summary>
    internal override bool Contains(double[] values, Shape shape)
    {
        int n = shape[^1];
        return values.Chunk(Math.Max(n * n, 1)).All(a => Enumerable.Range(0, n * n).All(k => a[k] == a[(k % n * n) + (k / n)]) && HasPositivePivots([.. a], n));
    }

    internal override IEnumerable<double[]> Simpler(double[] values, Shape shape)
    {
        int n = shape[^1];
        yield return [.. values.Select((_, k) => k % (n * n) % (n + 1) == 0 ? 1.0 : 0.0)];
        yield return Array.ConvertAll(values, static x => Math.Round(x, 1) + 0.0);
        yield return Array.ConvertAll(values, static x => Math.Round(x, 2) + 0.0);
    }

    private static double[] Square(double[] a, int n)
    {
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int k = 0; k < n; k++)
                {
                    sum += a[(i * n) + k] * a[(j * n) + k];
                }

                product[(i * n) + j] = Math.Round((sum / n) + (i == j ? 0.5 : 0), 3);
            }
        }

        return product;
    }

    private static bool HasPositivePivots(double[] a, int n)
    {
        for (int p = 0; p < n; p++)
        {
            if (!(a[(p * n) + p] > 1e-3))
            {
                return false;
            }

            for (int i = p + 1; i < n; i++)
            {
                double factor = a[(i * n) + p] / a[(p * n) + p];
                for (int j = p; j < n; j++)
                {
                    a[(i * n) + j] -= factor * a[(p * n) + j];
                }
            }
        }

        return true;
    }
}
