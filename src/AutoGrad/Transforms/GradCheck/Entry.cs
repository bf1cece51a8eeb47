namespace AutoGrad.Checking;

/// <summary>One gradient entry against its numeric twin.</summary>
/// <param name="Cotangent">Which cotangent.</param>
/// <param name="Direction">Which direction.</param>
/// <param name="Analytic">The code's value.</param>
/// <param name="Numeric">The differences' value; on a kink, the nearest of those between the two sides.</param>
/// <param name="ErrorBar">How far the numeric value may be off.</param>
/// <param name="Tolerance">What the two may differ by, the analytic value's own rounding included.</param>
internal readonly record struct Entry(int Cotangent, int Direction, double Analytic, double Numeric, double ErrorBar, double Tolerance)
{
    /// <summary>How many error bars a difference may span. A bar is the error of the table's entry below, so ten are not spanned by chance.</summary>
    internal const double Bars = 10;

    /// <summary>Roundings of the analytic value, in units of the sum of its terms' magnitudes.</summary>
    internal const double Roundings = 64;

    /// <summary>The smallest step that the numeric value comes from; infinite where none could be taken.</summary>
    internal double Step { get; init; }

    /// <summary>The largest slope met on the way to the numeric value.</summary>
    internal double Scale { get; init; }

    /// <summary>Whether the two sides were differentiated apart, on a boundary between pieces.</summary>
    internal bool IsSided { get; init; }

    /// <summary>Why a contradiction proves nothing.</summary>
    internal Doubt Doubt { get; init; }

    internal double Difference => double.IsFinite(Analytic) ? Math.Abs(Analytic - Numeric) : double.PositiveInfinity;

    /// <summary>Above one is a disagreement.</summary>
    internal double Severity => Difference == 0 ? 0 : double.IsInfinity(Difference) ? double.PositiveInfinity : Difference / Tolerance;

    internal bool Disagrees => Severity > 1;

    internal static Entry Of(ProbedFunction f, int q, int p, double[] v, double[] u, double[] gradient, Differences column)
    {
        double analytic = 0, terms = 0, moved = 0;
        for (int i = 0; i < u.Length; i++)
        {
            if (u[i] != 0)
            {
                analytic += gradient[i] * u[i];
                terms += Math.Abs(gradient[i] * u[i]);
                moved += Math.Abs(gradient[i] * f.Point[i]);
            }
        }

        double low = 0, high = 0, bar = 0;
        for (int j = 0; j < v.Length; j++)
        {
            if (v[j] != 0)
            {
                double here = v[j] * column.Values[j], there = v[j] * (column.OtherSide ?? column).Values[j];
                low += Math.Min(here, there);
                high += Math.Max(here, there);
                terms += Math.Max(Math.Abs(here), Math.Abs(there));
                bar += Math.Abs(v[j]) * Math.Max(column.Errors[j], column.OtherSide?.Errors[j] ?? 0);
            }
        }

        // Stencil points are rounded too: along a direction that moves several coordinates at once this cannot be divided out.
        double rounding = f.Epsilon * ((Roundings * terms) + (moved / column.Step));
        double numeric = double.IsNaN(analytic) ? low : Math.Clamp(analytic, low, high);
        double tolerance = (Bars * bar) + (double.IsFinite(rounding) ? rounding : 0);
        if (Math.Abs(numeric) <= tolerance)
        {
            // Zero as far as can be told: what the analytic value rounds then is not seen in its terms, only in the cotangent it was made of.
            tolerance = Math.Max(tolerance, 4 * f.Epsilon * Directions.Largest(v) * Directions.Largest(u));
        }

        return new Entry(q, p, analytic, numeric, bar, tolerance)
        {
            Step = column.Step,
            Scale = column.Scale * Directions.Largest(v),
            IsSided = column.OtherSide is not null,
        };
    }
}
