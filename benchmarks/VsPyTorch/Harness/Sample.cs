namespace AutoGrad.VsPyTorch;

/// <summary>Nanoseconds per step over one stretch of steps, the part of the stretch that threads waited for a processor that other work had, and the part in which our pool asked who died.</summary>
internal readonly record struct Sample(double Time, double Waited, double Swept = 0)
{
    /// <summary>Other work on the machine had no say in it.</summary>
    public bool IsQuiet => Waited < 0.02;
}

/// <summary>The samples of one side.</summary>
internal sealed record Samples(IReadOnlyList<Sample> All)
{
    /// <summary>Fewer quiet samples than this prove nothing about the median.</summary>
    public const int Enough = 8;

    public int Quiet => All.Count(static s => s.IsQuiet);

    public double Swept => All.Average(static s => s.Swept);

    public double Best => All.Min(static s => s.Time);

    /// <summary>Of the quiet samples where there are enough.</summary>
    public double Median => Statistics.Median([.. (Quiet >= Enough ? All.Where(static s => s.IsQuiet) : All).Select(static s => s.Time)]);
}
