namespace AutoGrad.NN;

/// <summary>How a state dict differs from a module.</summary>
/// <param name="Missing">Names the module has and the state lacks.</param>
/// <param name="Unexpected">Names the state has and the module lacks.</param>
/// <param name="Mismatched">Names with different shapes.</param>
public sealed record StateDictReport(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, IReadOnlyList<StateDictMismatch> Mismatched)
{
    /// <summary>The names, one line for each kind of difference: the first 20 of each.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Lines() is { Count: > 0 } lines ? string.Join(Environment.NewLine, lines) : "Every name matches.";

    internal List<string> Lines()
    {
        var lines = new List<string>();
        Add(lines, "Missing in the state", Missing);
        Add(lines, "Unexpected in the state", Unexpected);
        Add(lines, "Shapes differ", [.. Mismatched.Select(static m => $"{m.Name} (module {m.Module}, state {m.State})")]);
        return lines;
    }

    private static void Add(List<string> lines, string title, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            lines.Add($"{title}: {string.Join(", ", names.Take(20))}{(names.Count > 20 ? $" and {names.Count - 20} more" : "")}.");
        }
    }
}

/// <summary>One entry whose shapes differ.</summary>
/// <param name="Name">The dotted name.</param>
/// <param name="Module">Shape in the module.</param>
/// <param name="State">Shape in the state dict.</param>
public sealed record StateDictMismatch(string Name, Shape Module, Shape State);

/// <summary>A state dict does not fit a module; nothing was changed.</summary>
public sealed class StateDictException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="module">The module's type.</param>
    /// <param name="report">The differences.</param>
    public StateDictException(string module, StateDictReport report) : base(Describe(module, report)) => Report = report;

    /// <summary>The differences.</summary>
    public StateDictReport Report { get; }

    private static string Describe(string module, StateDictReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string advice = report.Mismatched.Count > 0 ? "Build the module with the sizes it was saved with." : "Pass strict: false to load what fits.";
        return string.Join(Environment.NewLine, [$"LoadStateDict: the state does not fit {module}; nothing was changed.", .. report.Lines().Select(static l => "  " + l), advice]);
    }
}
