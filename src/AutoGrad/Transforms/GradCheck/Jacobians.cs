namespace AutoGrad.Checking;

/// <summary>Part of the Jacobian twice: rows are outputs, columns inputs; by the code and by differences.</summary>
/// <param name="Rows">Flat positions of the outputs.</param>
/// <param name="Columns">Flat positions of the inputs.</param>
/// <param name="Entries">One entry per row and column.</param>
internal sealed record Jacobians(int[] Rows, int[] Columns, Entry[,] Entries)
{
    private const int Most = 48;
    private const int Fewest = 3;
    private const int MostConfirmed = 16;

    /// <summary>A column costs some sixteen evaluations; together they may touch so many numbers.</summary>
    private const int Budget = 4_000_000 / 16;

    /// <summary>The whole Jacobian if it is small; else the rows and columns nearest to the worst element, fewer of them the larger it is.</summary>
    internal static Jacobians Around(ProbedFunction f, double[] cotangent, double[] direction)
    {
        int n = f.Point.Length, m = f.Center.Values.Length, most = Math.Clamp(Budget / Math.Max(n, m), Fewest, Most);
        (int row, int column) = n > Most || m > Most ? Location.Of(f, cotangent, direction, fewOutputs: m <= most) : (0, 0);
        int[] columns = Window(column, n, n <= Most ? Most : most), rows = Window(row, m, m <= Most ? Most : most);
        double[][] gradients = f.Gradients([.. rows.Select(j => Unit(j, m))]);
        var entries = new Entry[rows.Length, columns.Length];
        for (int c = 0; c < columns.Length; c++)
        {
            double[] u = Unit(columns[c], n);
            var sides = Differences.Along(f, u);
            for (int r = 0; r < rows.Length; r++)
            {
                entries[r, c] = Entry.Of(f, r, c, Unit(rows[r], m), u, gradients[r], sides);
            }
        }

        return new Jacobians(rows, columns, entries);
    }

    internal Entry Worst => Entries.Cast<Entry>().MaxBy(static e => e.Severity);

    internal IEnumerable<Entry> All => Entries.Cast<Entry>();

    /// <summary>Whether no row and no column was left out.</summary>
    internal bool IsComplete(ProbedFunction f) => Rows.Length == f.Center.Values.Length && Columns.Length == f.Point.Length;

    /// <summary>The worst entry that stands when it is compared once more, alone and against every doubt; else the doubt that the worst one met.</summary>
    /// <param name="f">The function.</param>
    /// <param name="loose">The relative error that the function itself is known to have.</param>
    /// <param name="known">What a comparison found wrong: where it moved one input and looked at one output, that is the entry.</param>
    /// <param name="v">Its cotangent.</param>
    /// <param name="u">Its direction.</param>
    /// <param name="evaluations">Counts on.</param>
    internal (Entry? Found, Doubt Doubt) Confirmed(ProbedFunction f, double loose, Entry known, double[] v, double[] u, ref int evaluations)
    {
        int row = Array.IndexOf(Rows, Only(v)), column = Array.IndexOf(Columns, Only(u));
        if (row >= 0 && column >= 0)
        {
            return (known with { Cotangent = row, Direction = column }, Doubt.None);
        }

        Doubt doubt = Doubt.None;
        foreach (Entry entry in All.Where(static e => e.Disagrees).OrderByDescending(static e => e.Severity).Take(MostConfirmed))
        {
            var again = Comparison.Of(f, [Unit(Rows[entry.Cotangent], f.Center.Values.Length)], [Unit(Columns[entry.Direction], f.Point.Length)], loose);
            evaluations += again.Evaluations;
            if (again.IsWrong)
            {
                return (again.Worst with { Cotangent = entry.Cotangent, Direction = entry.Direction }, Doubt.None);
            }

            doubt = doubt == Doubt.None ? again.Worst.Doubt == Doubt.None ? Doubt.TooFast : again.Worst.Doubt : doubt;
        }

        return (null, doubt);
    }

    /// <summary>The place of the one that a unit vector has; -1 for others.</summary>
    private static int Only(double[] vector)
    {
        int at = Array.FindIndex(vector, static x => x != 0);
        return at >= 0 && vector[at] == 1 && Array.FindIndex(vector, at + 1, static x => x != 0) < 0 ? at : -1;
    }

    private static int[] Window(int center, int n, int width)
    {
        int start = Math.Clamp(center - (width / 2), 0, Math.Max(0, n - width));
        return [.. Enumerable.Range(start, Math.Min(n, width))];
    }

    private static double[] Unit(int i, int n)
    {
        double[] unit = new double[n];
        unit[i] = 1;
        return unit;
    }
}
