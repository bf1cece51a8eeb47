namespace AutoGrad.Checking;

/// <summary>Gradients against differences, for every cotangent and direction.</summary>
/// <param name="Entries">Every comparison.</param>
/// <param name="Resolution">The smallest relative error of a gradient that would have been seen.</param>
/// <param name="Evaluations">How often the function was evaluated.</param>
/// <param name="OnKink">Whether a direction left a boundary between pieces, so that one-sided differences were taken.</param>
/// <param name="Wrong">Which entry disagrees against every doubt, -1 if none does; others that disagree were not looked into then.</param>
internal sealed record Comparison(Entry[] Entries, double Resolution, int Evaluations, bool OnKink, int Wrong)
{
    /// <summary>How many disagreements may be in doubt before all of them are.</summary>
    private const int MostDoubts = 64;

    /// <summary>The wrong entry if there is one, else the one that differs most.</summary>
    internal Entry Worst => Entries.Length == 0 ? default : Wrong >= 0 ? Entries[Wrong] : Entries.MaxBy(static e => e.Severity);

    internal bool Agrees => !Array.Exists(Entries, static e => e.Disagrees);

    /// <summary>Whether a disagreement stands against every doubt.</summary>
    internal bool IsWrong => Wrong >= 0;

    /// <summary>Compares.</summary>
    /// <param name="f">The function.</param>
    /// <param name="cotangents">What to sum outputs with.</param>
    /// <param name="directions">Along what to move.</param>
    /// <param name="loose">The relative error that the function itself is known to have, where it is a derivative that could not be checked better. Default 0.</param>
    /// <param name="size">The size of what the function was derived from, whose roundings are in it too. Default 0.</param>
    internal static Comparison Of(ProbedFunction f, double[][] cotangents, double[][] directions, double loose = 0, double size = 0)
    {
        double[][] gradients = f.Gradients(cotangents);
        var entries = new Entry[cotangents.Length * directions.Length];
        double scale = Math.Max(size, Directions.Largest(f.Center.Values));
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
                entries[(q * directions.Length) + p] = Entry.Of(f, q, p, cotangents[q], directions[p], gradients[q], column);
            }
        }

        int wrong = Examine(f, cotangents, directions, gradients, entries, loose, ref evaluations);
        double resolution = 0;
        for (int q = 0; q < cotangents.Length; q++)
        {
            resolution = Math.Max(resolution, ResolutionOf(entries.AsSpan(q * directions.Length, directions.Length), scale, Directions.Largest(cotangents[q]), Entry.Roundings * f.Epsilon * Math.Max(1, size)));
        }

        return new Comparison(entries, resolution, evaluations, onKink, wrong);
    }

    /// <summary>What makes the roughest derivative rough, if it is not rounding.</summary>
    internal Doubt Roughness(ProbedFunction f, double[][] cotangents, double[][] directions)
    {
        Entry entry = Entries.MaxBy(static e => e.Tolerance);
        double[] v = cotangents[entry.Cotangent];
        return Descent.Roughness(f, entry, v, directions[entry.Direction], f.Gradients([v])[0]);
    }

    /// <summary>Looks into disagreements, the worst first, until one stands; those before it agree after all or are in doubt. -1 if none stands.</summary>
    private static int Examine(ProbedFunction f, double[][] cotangents, double[][] directions, double[][] gradients, Entry[] entries, double loose, ref int evaluations)
    {
        int doubts = 0;
        var open = new PriorityQueue<int, double>(Enumerable.Range(0, entries.Length).Where(k => entries[k].Disagrees).Select(k => (k, -entries[k].Severity)));
        while (doubts < MostDoubts && open.TryDequeue(out int k, out _))
        {
            Entry entry = entries[k];
            double[] v = cotangents[entry.Cotangent], u = directions[entry.Direction], gradient = gradients[entry.Cotangent];
            entry = entry.IsSided ? Corner.Around(f, entry, v, u, ref evaluations) : Narrowed(f, entry, v, u, gradient, ref evaluations);
            if (entry.Disagrees)
            {
                Doubt doubt = Descent.Of(f, entry, v, u, gradient, ref evaluations);
                entry = doubt == Doubt.None ? Rounded(f, entry, v, u, loose) : entry with { Doubt = doubt };
                doubts++;
            }

            entries[k] = entry;
            if (entry is { Disagrees: true, Doubt: Doubt.None })
            {
                return k;
            }
        }

        while (open.TryDequeue(out int k, out _))
        {
            entries[k] = entries[k] with { Doubt = Doubt.TooFast };
        }

        return -1;
    }

    /// <summary>
    /// The same with smaller steps. A kink that no operation reports makes wide stencils wrong and confident; if a narrow one contradicts the wide one,
    /// the function has structure between the two and the narrow one counts. Where no narrow one disagrees with the gradient, the alarm needs another witness.
    /// </summary>
    private static Entry Narrowed(ProbedFunction f, Entry wide, double[] v, double[] u, double[] gradient, ref int evaluations)
    {
        Entry first = wide;
        bool confirmed = false;
        foreach (int narrowing in (ReadOnlySpan<int>)[7, 14])
        {
            Entry narrow = Again(f, wide, v, u, gradient, narrowing, ref evaluations);
            confirmed |= narrow.Disagrees;
            if (Math.Abs(narrow.Numeric - wide.Numeric) > narrow.Tolerance + wide.Tolerance && narrow.Severity < wide.Severity)
            {
                wide = narrow;
            }
        }

        return confirmed || wide != first ? wide : Doubted(f, wide, v, u, gradient, ref evaluations);
    }

    /// <summary>
    /// An extrapolation's error bar follows from two differences in its table, and both may be small by accident. Steps half and a quarter as large then
    /// give another value, and how far they are apart is the bar. A wrong gradient they all contradict.
    /// </summary>
    private static Entry Doubted(ProbedFunction f, Entry entry, double[] v, double[] u, double[] gradient, ref int evaluations)
    {
        foreach (int narrowing in (ReadOnlySpan<int>)[1, 2])
        {
            double apart = Math.Abs(Again(f, entry, v, u, gradient, narrowing, ref evaluations).Numeric - entry.Numeric);
            entry = apart > entry.ErrorBar ? entry with { ErrorBar = apart, Tolerance = entry.Tolerance + (Entry.Bars * (apart - entry.ErrorBar)) } : entry;
        }

        return entry;
    }

    /// <summary>
    /// With the roundings that the tolerance does not hold yet: the noise of the gradient itself, which at a point that is badly conditioned is more than some
    /// roundings of its terms, and what lower orders left open.
    /// </summary>
    private static Entry Rounded(ProbedFunction f, Entry entry, double[] v, double[] u, double loose)
    {
        double own = 0;
        double[] noise = f.Gradient(v).Noise;
        for (int i = 0; i < u.Length; i++)
        {
            own += Math.Abs(u[i]) * noise[i];
        }

        double given = loose > 0 ? loose * Math.Max(Math.Abs(entry.Analytic), Math.Abs(entry.Numeric)) : 0;
        return entry with { Tolerance = entry.Tolerance + (double.IsFinite(own) ? Entry.Bars * own : 0) + given };
    }

    private static Entry Again(ProbedFunction f, Entry entry, double[] v, double[] u, double[] gradient, int narrowing, ref int evaluations)
    {
        Differences column = Differences.Along(f, u, narrowing);
        evaluations += column.Evaluations;
        return Entry.Of(f, entry.Cotangent, entry.Direction, v, u, gradient, column);
    }

    private static double ResolutionOf(ReadOnlySpan<Entry> entries, double scale, double cotangent, double rounding)
    {
        double largest = 0, claimed = 0, loosest = 0;
        foreach (Entry entry in entries)
        {
            largest = Math.Max(largest, Math.Abs(entry.Numeric));
            claimed = Math.Max(claimed, Math.Abs(entry.Analytic));
            loosest = Math.Max(loosest, entry.Tolerance);
        }

        // A gradient that is zero but for rounding is measured against the function and its other gradients, and where all are zero against the cotangent; one that claims
        // not to be zero where differences cannot tell it from zero is not measured at all.
        return loosest == 0 ? 0
            : loosest / (largest > loosest ? largest : claimed > rounding * cotangent ? claimed : scale > loosest ? scale : cotangent);
    }
}
