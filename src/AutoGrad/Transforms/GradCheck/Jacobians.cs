namespace AutoGrad.Checking;

/// <summary>Part of the Jacobian twice: rows are outputs, columns inputs; by the code and by differences.</summary>
/// <param name="Rows">Flat positions of the outputs.</param>
/// <param name="Columns">Flat positions of the inputs.</param>
/// <param name="Entries">One entry per row and column.</param>
internal sealed record Jacobians(int[] Rows, int[] Columns, Entry[,] Entries)
{
    private const int MostRows = 48;
    private const int MostColumns = 48;
    private const int MostConfirmed = 16;

    /// <summary>The whole Jacobian if it is small; else the rows and columns nearest the worst element, which is found by halving.</summary>
    internal static Jacobians Around(ProbedFunction f, double[] cotangent, double[] direction)
    {
        int n = f.Point.Length, m = f.Center.Values.Length;
        int[] columns = n <= MostColumns ? [.. Enumerable.Range(0, n)] : Window(WorstColumn(f, cotangent, direction), n, MostColumns);
        var sides = new Differences[columns.Length];
        for (int c = 0; c < columns.Length; c++)
        {
            sides[c] = Differences.Along(f, Unit(columns[c], n));
        }

        int[] rows = m <= MostRows ? [.. Enumerable.Range(0, m)] : Window(WorstRow(f, cotangent, columns, sides), m, MostRows);
        double[][] gradients = f.Gradients([.. rows.Select(j => Unit(j, m))]);
        var entries = new Entry[rows.Length, columns.Length];
        for (int r = 0; r < rows.Length; r++)
        {
            for (int c = 0; c < columns.Length; c++)
            {
                entries[r, c] = Entry.Of(f, r, c, Unit(rows[r], m), Unit(columns[c], n), gradients[r], sides[c]);
            }
        }

        return new Jacobians(rows, columns, entries);
    }

    internal Entry Worst => Entries.Cast<Entry>().MaxBy(static e => e.Severity);

    internal IEnumerable<Entry> All => Entries.Cast<Entry>();

    /// <summary>Whether no row and no column was left out.</summary>
    internal bool IsComplete(ProbedFunction f) => Rows.Length == f.Center.Values.Length && Columns.Length == f.Point.Length;

    /// <summary>The worst entry that stands when it is compared once more, alone and against every doubt; else the doubt that the worst one met.</summary>
    internal (Entry? Found, Doubt Doubt) Confirmed(ProbedFunction f, ref int evaluations)
    {
        Doubt doubt = Doubt.None;
        foreach (Entry entry in All.Where(static e => e.Disagrees).OrderByDescending(static e => e.Severity).Take(MostConfirmed))
        {
            var again = Comparison.Of(f, [Unit(Rows[entry.Cotangent], f.Center.Values.Length)], [Unit(Columns[entry.Direction], f.Point.Length)]);
            evaluations += again.Evaluations;
            if (again.IsWrong)
            {
                return (again.Worst with { Cotangent = entry.Cotangent, Direction = entry.Direction }, Doubt.None);
            }

            doubt = doubt == Doubt.None ? again.Worst.Doubt == Doubt.None ? Doubt.TooFast : again.Worst.Doubt : doubt;
        }

        return (null, doubt);
    }

    private static int WorstColumn(ProbedFunction f, double[] cotangent, double[] direction)
    {
        double[] gradient = f.Gradients([cotangent])[0];
        return Halve(direction.Length, (from, to) =>
        {
            double[] part = new double[direction.Length];
            for (int i = from; i < to; i++)
            {
                part[i] = direction[i] == 0 ? 1 : direction[i];
            }

            return Entry.Of(f, 0, 0, cotangent, part, gradient, Differences.Along(f, part)).Difference;
        });
    }

    private static int WorstRow(ProbedFunction f, double[] cotangent, int[] columns, Differences[] sides) => Halve(cotangent.Length, (from, to) =>
    {
        double[] part = new double[cotangent.Length];
        Array.Copy(cotangent, from, part, from, to - from);
        double[] gradient = f.Gradients([part])[0];
        return columns.Select((i, c) => Entry.Of(f, 0, 0, part, Unit(i, f.Point.Length), gradient, sides[c]).Difference).Max();
    });

    /// <summary>The element with the largest error, by asking which half has the larger one.</summary>
    private static int Halve(int length, Func<int, int, double> error)
    {
        int from = 0, to = length;
        while (to - from > 1)
        {
            int middle = (from + to) / 2;
            (from, to) = error(from, middle) >= error(middle, to) ? (from, middle) : (middle, to);
        }

        return from;
    }

    private static int[] Window(int center, int n, int width)
    {
        int start = Math.Clamp(center - (width / 2), 0, n - width);
        return [.. Enumerable.Range(start, width)];
    }

    private static double[] Unit(int i, int n)
    {
        double[] unit = new double[n];
        unit[i] = 1;
        return unit;
    }
}
