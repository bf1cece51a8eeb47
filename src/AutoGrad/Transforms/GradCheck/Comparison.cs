namespace AutoGrad.Checking;

/// <summary>One gradient entry against its numeric twin.</summary>
/// <param name="Cotangent">Which cotangent.</param>
/// <param name="Direction">Which direction.</param>
/// <param name="Analytic">The code's value.</param>
/// <param name="Numeric">The differences' value.</param>
/// <param name="ErrorBar">How far the numeric value may be off.</param>
/// <param name="Tolerance">What the two may differ by, the analytic value's own rounding included.</param>
internal readonly record struct Entry(int Cotangent, int Direction, double Analytic, double Numeric, double ErrorBar, double Tolerance)
{
    internal double Difference => double.IsFinite(Analytic) ? Math.Abs(Analytic - Numeric) : double.PositiveInfinity;

    /// <summary>Above one is a disagreement.</summary>
    internal double Severity => Difference == 0 ? 0 : Difference / Tolerance;

    internal bool Disagrees => !(Difference <= Tolerance);
}

/// <summary>Gradients against differences, for every cotangent and direction.</summary>
internal sealed class Comparison
{
    /// <summary>How many error bars a difference may span. A Ridders bar is the error of the entry below, so ten are never spanned by chance.</summary>
    private const double Bars = 10;

    /// <summary>Roundings of the analytic value, in units of the sum of its terms' magnitudes.</summary>
    private const double Roundings = 64;

    private readonly double[] _resolution;

    private Comparison(Entry[] entries, double[] resolution, int evaluations)
    {
        Entries = entries;
        _resolution = resolution;
        Evaluations = evaluations;
    }

    internal Entry[] Entries { get; }

    internal int Evaluations { get; }

    internal Entry Worst => Entries.MaxBy(static e => double.IsNaN(e.Severity) ? double.PositiveInfinity : e.Severity);

    internal bool Agrees => !Array.Exists(Entries, static e => e.Disagrees);

    /// <summary>The smallest relative error of a gradient that would have been seen.</summary>
    internal double Resolution => _resolution.Length == 0 ? 0 : _resolution.Max();

    internal static Comparison Of(ProbedFunction f, double[][] cotangents, double[][] directions)
    {
        double[][] gradients = f.Gradients(cotangents);
        Differences[] columns = Array.ConvertAll(directions, u => Differences.Along(f, u));
        var entries = new List<Entry>(cotangents.Length * directions.Length);
        double[] resolution = new double[cotangents.Length];
        for (int q = 0; q < cotangents.Length; q++)
        {
            double largest = 0, loosest = 0, scale = 0;
            for (int p = 0; p < directions.Length; p++)
            {
                Entry entry = Enter(f, q, p, cotangents[q], directions[p], gradients[q], columns[p]);
                largest = Math.Max(largest, Math.Abs(entry.Numeric));
                loosest = Math.Max(loosest, entry.Tolerance);
                entries.Add(entry);
            }

            for (int j = 0; j < cotangents[q].Length; j++)
            {
                scale += Math.Abs(cotangents[q][j] * f.Center.Values[j]);
            }

            // A gradient that cannot be told from zero is measured against the function itself.
            resolution[q] = loosest == 0 ? 0 : loosest / (largest > loosest ? largest : Math.Max(largest, scale));
        }

        return new Comparison([.. entries], resolution, columns.Sum(static c => c.Evaluations));
    }

    private static Entry Enter(ProbedFunction f, int q, int p, double[] v, double[] u, double[] gradient, Differences column)
    {
        double analytic = 0, terms = 0, moved = 0, numeric = 0, bar = 0;
        for (int i = 0; i < u.Length; i++)
        {
            analytic += u[i] == 0 ? 0 : gradient[i] * u[i];
            terms += Math.Abs(gradient[i] * u[i]);
            moved += u[i] == 0 ? 0 : Math.Abs(gradient[i] * f.Point[i]);
        }

        for (int j = 0; j < v.Length; j++)
        {
            if (v[j] == 0)
            {
                continue;
            }

            numeric += v[j] * column.Values[j];
            terms += Math.Abs(v[j] * column.Values[j]);
            bar += Math.Abs(v[j]) * column.Errors[j];
        }

        // Stencil points are rounded too: along a direction that moves several coordinates at once this cannot be divided out.
        double rounding = f.Epsilon * ((Roundings * terms) + (column.Step > 0 ? moved / column.Step : 0));
        return new Entry(q, p, analytic, numeric, bar, (Bars * bar) + (double.IsFinite(rounding) ? rounding : 0));
    }
}
