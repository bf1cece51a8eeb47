namespace AutoGrad.Checking;

/// <summary>Gradients against differences, for every cotangent and direction.</summary>
/// <param name="Entries">Every comparison.</param>
/// <param name="Resolution">The smallest relative error of a gradient that would have been seen.</param>
/// <param name="Evaluations">How often the function was evaluated.</param>
/// <param name="OnKink">Whether a direction left a boundary between pieces, so that one-sided differences were taken.</param>
internal sealed record Comparison(Entry[] Entries, double Resolution, int Evaluations, bool OnKink)
{
    internal Entry Worst => Entries.Length == 0 ? default : Entries.MaxBy(static e => e.Severity);

    internal bool Agrees => !Array.Exists(Entries, static e => e.Disagrees);

    internal static Comparison Of(ProbedFunction f, double[][] cotangents, double[][] directions)
    {
        double[][] gradients = f.Gradients(cotangents);
        var entries = new Entry[cotangents.Length * directions.Length];
        double scale = Directions.Largest(f.Center.Values);
        int evaluations = 0;
        bool onKink = false;
        for (int p = 0; p < directions.Length; p++)
        {
            Differences column = Differences.Along(f, directions[p]);
            evaluations += column.Evaluations;
            scale = Math.Max(scale, column.Scale);
            onKink |= column.OtherSide is not null;
            for (int q = 0; q < cotangents.Length; q++)
            {
                Entry entry = Entry.Of(f, q, p, cotangents[q], directions[p], gradients[q], column);
                entries[(q * directions.Length) + p] = !entry.Disagrees ? entry
                    : column.OtherSide is not null ? Corner.Around(f, entry, cotangents[q], directions[p], ref evaluations)
                    : Narrowed(f, entry, cotangents[q], directions[p], gradients[q], ref evaluations);
            }
        }

        double resolution = 0;
        for (int q = 0; q < cotangents.Length; q++)
        {
            resolution = Math.Max(resolution, ResolutionOf(entries.AsSpan(q * directions.Length, directions.Length), scale, Directions.Largest(cotangents[q])));
        }

        return new Comparison(entries, resolution, evaluations, onKink);
    }

    /// <summary>
    /// The same with smaller steps. A kink that no operation reports makes wide stencils wrong and confident; if a narrow one contradicts the wide one,
    /// the function has structure between the two and the narrow one counts.
    /// </summary>
    private static Entry Narrowed(ProbedFunction f, Entry wide, double[] v, double[] u, double[] gradient, ref int evaluations)
    {
        foreach (int narrowing in (ReadOnlySpan<int>)[7, 14])
        {
            Differences column = Differences.Along(f, u, narrowing);
            evaluations += column.Evaluations;
            Entry narrow = Entry.Of(f, wide.Cotangent, wide.Direction, v, u, gradient, column);
            if (Math.Abs(narrow.Numeric - wide.Numeric) > narrow.Tolerance + wide.Tolerance && narrow.Severity < wide.Severity)
            {
                wide = narrow;
            }
        }

        return wide;
    }

    private static double ResolutionOf(ReadOnlySpan<Entry> entries, double scale, double cotangent)
    {
        double largest = 0, loosest = 0;
        foreach (Entry entry in entries)
        {
            largest = Math.Max(largest, Math.Abs(entry.Numeric));
            loosest = Math.Max(loosest, entry.Tolerance);
        }

        // A gradient that cannot be told from zero is measured against the function and its other gradients; where all are zero, against the cotangent.
        return loosest == 0 ? 0 : loosest / (largest > loosest ? largest : scale > loosest ? scale : cotangent);
    }
}
