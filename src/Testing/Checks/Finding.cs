namespace AutoGrad.Testing;

/// <summary>Why a case does not pass: what a gradient check reports, or a law that does not hold.</summary>
/// <param name="Verdict">Fail, or Inconclusive.</param>
/// <param name="Law">The law; empty for a gradient check.</param>
/// <param name="Text">The report.</param>
internal sealed record Finding(GradCheckVerdict Verdict, string Law, string Text)
{
    /// <summary>The gradient check's report.</summary>
    internal GradCheckReport? Report { get; init; }

    /// <summary>Null for a pass.</summary>
    internal static Finding? Of(GradCheckReport report) => report.Verdict == GradCheckVerdict.Pass ? null : new Finding(report.Verdict, "", report.ToString()) { Report = report };

    /// <summary>Whether a smaller case that gives this is the same failure.</summary>
    internal bool IsLike(Finding other) => Verdict == other.Verdict && Law == other.Law;
}
