namespace AutoGrad.VsPyTorch;

/// <summary>One turn of each side.</summary>
internal sealed record Round(Sample[] Ours, Sample[] Torch)
{
    /// <summary>How many times faster we were in this pair of turns.</summary>
    public double Ratio => new Samples(Torch).Median / new Samples(Ours).Median;
}

/// <summary>What a case showed.</summary>
internal sealed record Result(Case Case, IReadOnlyList<Round> Rounds)
{
    public Samples Ours { get; } = new([.. Rounds.SelectMany(static r => r.Ours)]);

    public Samples Torch { get; } = new([.. Rounds.SelectMany(static r => r.Torch)]);

    /// <summary>PyTorch's best time over our best: the figure that is judged, since a loaded machine hurts it least.</summary>
    public double BestRatio => Torch.Best / Ours.Best;

    public double MedianRatio => Torch.Median / Ours.Median;

    /// <summary>First and third quartile of the ratios of the pairs of turns.</summary>
    public (double Low, double High) Spread
    {
        get
        {
            double[] ratios = [.. Rounds.Select(static r => r.Ratio)];
            return (Statistics.Quantile(ratios, 0.25), Statistics.Quantile(ratios, 0.75));
        }
    }

    /// <summary>Whether a side has too few undisturbed samples to say what its best is. A disturbed sample that is faster than those does no harm: disturbance makes nothing faster.</summary>
    public bool IsLoaded => Math.Min(Ours.Quiet, Torch.Quiet) < 2;

    public Verdict Verdict => IsLoaded ? Verdict.Unclear : BestRatio >= Case.Aim ? Verdict.Aim : BestRatio >= Case.Must ? Verdict.Must : Verdict.Below;
}

internal enum Verdict
{
    Unclear,
    Below,
    Must,
    Aim,
}

internal static class Statistics
{
    public static double Median(double[] values) => Quantile(values, 0.5);

    /// <summary>By linear interpolation between the two nearest values.</summary>
    public static double Quantile(double[] values, double q)
    {
        double[] sorted = [.. values.Order()];
        double place = q * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
