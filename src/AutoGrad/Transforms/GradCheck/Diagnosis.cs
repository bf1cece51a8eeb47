namespace AutoGrad.Checking;

/// <summary>What the pattern of wrong Jacobian entries suggests.</summary>
internal static class Diagnosis
{
    private const double Same = 1e-5;

    /// <summary>How certain, relative to its size, a figure has to be for its ratio to be named.</summary>
    private const double Sharp = 1e-3;

    private const string Guess = " (a guess: a single element shows no pattern)";

    /// <summary>What to say of a failure after its inputs were made smaller: the pattern of many elements as it was, saying where it was seen; what was a guess, as it is now.</summary>
    internal static string? After(string? before, string? now, string where) => before is null ? now
        : before.EndsWith(Guess, StringComparison.Ordinal) && now is not null ? now
        : now is not null && (now == before || now == before + Guess) ? before
        : $"{before} ({where})";

    /// <summary>Null where nothing fits.</summary>
    internal static string? Of(ProbedFunction f, Jacobians jacobians)
    {
        if (jacobians.All.Any(static e => !double.IsFinite(e.Analytic)))
        {
            return "the rule gives NaN or infinity where the function is finite: a division by zero or a logarithm of zero in the rule; mask the argument, not the result";
        }

        if (jacobians.All.All(static e => !e.Disagrees))
        {
            return "no single element stands out: the derivatives disagree along a direction that moves many at once";
        }

        string where = Where(f, jacobians, out Entry[] wrong, out Entry[] all);
        if (jacobians.All.Count(Speaks) < 2)
        {
            return Constant(f, wrong, all) is not { } guess ? null : where + guess + (wrong[0].Analytic == 0 ? "" : Guess);
        }

        return Constant(f, wrong, all) is { } constant ? where + constant
            : Transposed(f, jacobians) ?? Swapped(f, jacobians) ?? Missing(jacobians) ?? where + Loose(wrong);
    }

    /// <summary>Entries of the inputs that have wrong ones; names them if others are right.</summary>
    private static string Where(ProbedFunction f, Jacobians jacobians, out Entry[] wrong, out Entry[] all)
    {
        int[] inputs = Array.ConvertAll(jacobians.Columns, c => f.InputAt(c).Input);
        int[] bad = [.. jacobians.All.Where(static e => e.Disagrees).Select(e => inputs[e.Direction]).Distinct().Order()];
        wrong = [.. jacobians.All.Where(static e => e.Disagrees)];
        all = [.. jacobians.All.Where(e => bad.Contains(inputs[e.Direction]))];
        return bad.Length < inputs.Distinct().Count() ? $"only {string.Join(", ", bad.Select(f.NameOf))} is wrong: " : "";
    }

    private static string? Constant(ProbedFunction f, Entry[] wrong, Entry[] all)
    {
        if (Array.TrueForAll(wrong, static e => e.Analytic == 0))
        {
            return wrong.Length == all.Count(static e => Math.Abs(e.Numeric) > e.Tolerance)
                ? "no gradient arrives: the path is cut (Detach, Data, NoGrad) or the rule adds nothing for this input"
                : null;
        }

        // A ratio of figures that are themselves uncertain is no hint.
        Entry largest = wrong.MaxBy(static e => Math.Abs(e.Numeric));
        double ratio = largest.Analytic / largest.Numeric;
        return largest.Tolerance < Sharp * Math.Abs(largest.Numeric) && Array.TrueForAll(all, e => Math.Abs(e.Analytic - (ratio * e.Numeric)) <= (Same * Math.Abs(ratio - 1) * Math.Abs(e.Numeric)) + (2 * e.Tolerance * Math.Max(1, Math.Abs(ratio))))
            ? Named(f, ratio, all.Count(Speaks) > 1)
            : null;
    }

    /// <summary>Whether an entry has a ratio: where both derivatives are zero there is none.</summary>
    private static bool Speaks(Entry entry) => entry.Disagrees || Math.Abs(entry.Numeric) > entry.Tolerance;

    private static string Named(ProbedFunction f, double ratio, bool several)
    {
        string text = GradCheckElement.Text(ratio);
        if (Close(ratio, -1))
        {
            return "the sign is wrong (ratio -1)";
        }

        int k = (int)Math.Round(Math.Abs(ratio) >= 1 ? ratio : 1 / ratio);
        if (k >= 2 && Close(ratio >= 1 ? ratio : 1 / ratio, k))
        {
            // Two is a size too often, and half of a gradient has a commoner cause.
            bool isSize = k > 2 && f.InputShapes.Concat(f.OutputShapes).Any(s => s.NumEl == k || s.AsSpan().Contains(k));
            string factor = ratio > 1 ? $"a missing factor 1/{k}" : $"a missing factor {k}";
            string size = isSize ? $", or {(ratio > 1 ? "a sum where the mean belongs" : "a mean where the sum belongs")} ({k} is a size here)" : "";
            string cut = ratio < 1 ? $", or one path of {k} equal ones arrives and the rest is cut (Detach, Data, NoGrad)" : "";
            return $"ratio {text}: {factor}{size}{cut}";
        }

        return several ? $"ratio {text} everywhere: a constant factor is wrong" : $"ratio {text}: a factor is wrong, constant or not";
    }

    private static string? Transposed(ProbedFunction f, Jacobians jacobians)
    {
        foreach (int input in jacobians.Columns.Select(c => f.InputAt(c).Input).Distinct())
        {
            int[] columns = [.. Enumerable.Range(0, jacobians.Columns.Length).Where(c => f.InputAt(jacobians.Columns[c]).Input == input)];
            if (f.InputAt(jacobians.Columns[columns[0]]).Index is { Length: 2 } && Matches(jacobians, columns, Array.ConvertAll(columns, c => Mirror(f, jacobians, columns, c))))
            {
                return $"the gradient of {f.NameOf(input)} is transposed";
            }
        }

        return jacobians.Rows.Length == jacobians.Columns.Length && jacobians.All.Any(e => e.Disagrees && e.Direction != e.Cotangent)
            && jacobians.All.All(e => Near(e, jacobians.Entries[e.Direction, e.Cotangent].Numeric))
            ? "the Jacobian is transposed: the rule applies J where Jᵀ belongs"
            : null;
    }

    /// <summary>The column of the same input with both indices exchanged, or -1.</summary>
    private static int Mirror(ProbedFunction f, Jacobians jacobians, int[] columns, int column)
    {
        int[] index = f.InputAt(jacobians.Columns[column]).Index;
        int found = Array.FindIndex(columns, c => f.InputAt(jacobians.Columns[c]).Index is var other && other[0] == index[1] && other[1] == index[0]);
        return found < 0 ? -1 : columns[found];
    }

    private static string? Swapped(ProbedFunction f, Jacobians jacobians)
    {
        int[][] groups = [.. Enumerable.Range(0, jacobians.Columns.Length).GroupBy(c => f.InputAt(jacobians.Columns[c]).Input).Select(static g => g.ToArray())];
        for (int a = 0; a < groups.Length; a++)
        {
            for (int b = a + 1; b < groups.Length; b++)
            {
                if (groups[a].Length == groups[b].Length && Matches(jacobians, groups[a], groups[b]) && Matches(jacobians, groups[b], groups[a]))
                {
                    return $"the gradients of {f.NameOf(f.InputAt(jacobians.Columns[groups[a][0]]).Input)} and {f.NameOf(f.InputAt(jacobians.Columns[groups[b][0]]).Input)} are exchanged";
                }
            }
        }

        return null;
    }

    /// <summary>Some entries get nothing while the rest is right.</summary>
    private static string? Missing(Jacobians jacobians)
    {
        Entry[] wrong = [.. jacobians.All.Where(static e => e.Disagrees)];
        if (!Array.TrueForAll(wrong, static e => e.Analytic == 0))
        {
            return null;
        }

        int[] columns = [.. wrong.Select(static e => e.Direction).Distinct()];
        bool partly = Array.TrueForAll(columns, c => jacobians.All.Any(e => e.Direction == c && !e.Disagrees && Math.Abs(e.Numeric) > e.Tolerance));
        return partly
            ? "elements that reach several outputs get the gradient of some only: a sum over a broadcast dimension is missing"
            : $"{wrong.Length} entries are zero and should not be: elements are masked or left out";
    }

    private static bool Matches(Jacobians jacobians, int[] columns, int[] others)
    {
        bool moved = false;
        for (int k = 0; k < columns.Length; k++)
        {
            for (int r = 0; r < jacobians.Rows.Length; r++)
            {
                if (others[k] < 0 || !Near(jacobians.Entries[r, columns[k]], jacobians.Entries[r, others[k]].Numeric))
                {
                    return false;
                }

                moved |= jacobians.Entries[r, columns[k]].Disagrees;
            }
        }

        return moved;
    }

    private static string Loose(Entry[] wrong)
    {
        if (wrong.Length == 0)
        {
            return "no single element stands out";
        }

        double first = wrong[0].Analytic - wrong[0].Numeric;
        return wrong.Length == 1 ? "a single element is wrong" : Array.TrueForAll(wrong, e => Math.Abs(e.Analytic - e.Numeric - first) <= (Same * Math.Abs(first)) + e.Tolerance)
            ? FormattableString.Invariant($"every wrong entry is off by {first:G4}: a term too many or too few")
            : "the ratio differs from element to element: a term is missing, or the rule reads the wrong saved value";
    }

    /// <summary>Whether another numeric value explains the analytic one: within the error bars, not merely better.</summary>
    private static bool Near(Entry entry, double numeric) => Math.Abs(entry.Analytic - numeric) <= 2 * entry.Tolerance;

    private static bool Close(double a, double b) => Math.Abs(a - b) <= Same * Math.Abs(b);
}
