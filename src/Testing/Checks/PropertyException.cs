namespace AutoGrad.Testing;

/// <summary>A property does not hold; the message is the report. Every test framework shows it as a failed test.</summary>
public sealed class PropertyException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was checked, what was seen, and what to do.</param>
    public PropertyException(string message) : base(message)
    {
    }

    /// <summary>The report of the gradient check that failed; null for properties of another kind.</summary>
    public GradCheckReport? Report { get; init; }

    /// <summary>The number of the failed case, for <see cref="ForAllOptions.Replay"/>; null where no cases are drawn.</summary>
    public int? Replay { get; init; }
}
