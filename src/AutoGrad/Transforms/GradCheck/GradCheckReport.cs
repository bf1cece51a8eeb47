using System.Globalization;
using System.Text;

namespace AutoGrad;

/// <summary>What a gradient check found.</summary>
public sealed record GradCheckReport
{
    /// <summary>The outcome. Inconclusive is not a pass.</summary>
    public required GradCheckVerdict Verdict { get; init; }

    /// <summary>The verdict's reason in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The order at which the check failed; otherwise the highest order checked.</summary>
    public int Order { get; init; }

    /// <summary>The element whose analytic and numeric derivatives differ most, in units of what they may differ by; null if nothing was compared.</summary>
    public GradCheckElement? Worst { get; init; }

    /// <summary>What the pattern of a failure's error suggests, such as a missing factor or a sign; for an inconclusive check, what to change; null for a pass.</summary>
    public string? Suggestion { get; init; }

    /// <summary>What each oracle said.</summary>
    public IReadOnlyList<GradCheckOracle> Oracles { get; init; } = [];

    /// <summary>The properties beyond differences that were checked, and what each said.</summary>
    public IReadOnlyList<GradCheckOracle> Properties { get; init; } = [];

    /// <summary>The smallest relative error of a gradient that would have been seen.</summary>
    public double Resolution { get; init; }

    /// <summary>Seed of the random cotangents and directions.</summary>
    public int Seed { get; init; }

    /// <summary>How often the function was evaluated.</summary>
    public int Evaluations { get; init; }

    /// <summary>Operations that put an element exactly on a kink at this point, where the subgradient was checked instead.</summary>
    public IReadOnlyList<string> BoundaryOps { get; init; } = [];

    /// <summary>A test in C# that repeats a failure, to be pasted; null if nothing failed.</summary>
    public string? Reproduction { get; init; }

    /// <summary>The whole report as text.</summary>
    /// <returns>Several lines.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"GradCheck: {Verdict} at order {Order}. {Summary}");
        if (Worst is { } worst && Verdict != GradCheckVerdict.Pass)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"  worst element: {worst}");
        }

        if (Suggestion is not null)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"  {(Verdict == GradCheckVerdict.Inconclusive ? "what to change" : "this suggests")}: {Suggestion}");
        }

        foreach (GradCheckOracle oracle in Oracles.Concat(Properties))
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"  {oracle}");
        }

        if (BoundaryOps.Count > 0)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"  on a kink of: {string.Join(", ", BoundaryOps)}");
        }

        text.AppendLine().Append(CultureInfo.InvariantCulture, $"  resolution {Resolution:G2}, {Evaluations} evaluations, seed {Seed}");
        if (Reproduction is not null)
        {
            text.AppendLine().AppendLine("  reproduce with:").Append(Reproduction);
        }

        return text.ToString();
    }
}

/// <summary>The outcome of a gradient check.</summary>
public enum GradCheckVerdict
{
    /// <summary>Every comparison agrees, and an error above the resolution would have been seen.</summary>
    Pass,

    /// <summary>A derivative or a property is wrong.</summary>
    Fail,

    /// <summary>Nothing is known to be wrong, but an error might not have been seen. Not a pass.</summary>
    Inconclusive,
}

/// <summary>One derivative: how an element of an output changes with an element of an input.</summary>
/// <param name="Input">Which input.</param>
/// <param name="InputIndex">Position in that input.</param>
/// <param name="Output">Which output; at order two and above, which gradient.</param>
/// <param name="OutputIndex">Position in that output.</param>
/// <param name="Analytic">The code's value.</param>
/// <param name="Numeric">The differences' value.</param>
/// <param name="ErrorBar">How far the numeric value may be off.</param>
/// <param name="Tolerance">What the two may differ by.</param>
public sealed record GradCheckElement(
    int Input, IReadOnlyList<int> InputIndex, int Output, IReadOnlyList<int> OutputIndex, double Analytic, double Numeric, double ErrorBar, double Tolerance)
{
    /// <summary>What the input is called, such as <c>fc.0.weight</c> for a parameter of a module; null for a numbered input.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the figures are those of a sum over many elements, of which the one named is the likeliest: no element alone could be told to be wrong.</summary>
    public bool IsApproximate { get; init; }

    /// <summary>Analytic over numeric; infinite or NaN where numeric is 0.</summary>
    public double Ratio => Analytic / Numeric;

    /// <summary>A ratio; one that is nearly 1 by what it differs from it.</summary>
    internal static string Text(double ratio) => ratio == 0 ? "0" : ratio != 1 && Math.Abs(ratio - 1) < 1e-4
        ? string.Create(CultureInfo.InvariantCulture, $"1 {(ratio > 1 ? '+' : '-')} {Math.Abs(ratio - 1):G3}")
        : ratio.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>The element as text.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"d output{Output}[{string.Join(", ", OutputIndex)}] / d {Name ?? $"input{Input}"}[{string.Join(", ", InputIndex)}]: analytic {Analytic:G10}, numeric {Numeric:G10} ± {ErrorBar:G2}{(Numeric == 0 ? "" : ", ratio " + Text(Ratio))}{(IsApproximate ? " (of a sum over many elements; the place is a guess)" : "")}");
}

/// <summary>One source of truth, or one property, and what it said.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Agrees">Whether it agrees with the code; null if it could not say.</param>
/// <param name="Detail">Figures.</param>
public sealed record GradCheckOracle(string Name, bool? Agrees, string Detail)
{
    /// <summary>The line of a report.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{(Agrees is null ? "unknown" : Agrees.Value ? "agrees" : "DISAGREES")}: {Name}{(Detail.Length == 0 ? "" : $" ({Detail})")}";
}
