namespace AutoGrad;

/// <summary>A gradient check did not pass. The message is the report, so any test framework shows it.</summary>
public sealed class GradCheckException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="report">What was found.</param>
    public GradCheckException(GradCheckReport report) : base(report?.ToString()) => Report = report ?? throw new ArgumentNullException(nameof(report));

    /// <summary>What was found.</summary>
    public GradCheckReport Report { get; }
}
