namespace AutoGrad.Checking;

/// <summary>Whether the function itself, by its values alone, has a kink at the point that no operation reported.</summary>
internal static class KinkEvidence
{
    private const int Widest = -10;
    private const int Apart = 3;
    private const int Narrowest = -24;

    /// <summary>A smooth function's one-sided slopes approach each other as the step shrinks; at a kink their gap stays. Steps stay off the kinks that are reported.</summary>
    internal static bool Seen(ProbedFunction f, double[] v, double[] u)
    {
        for (int exponent = Widest; exponent >= Narrowest; exponent -= 2)
        {
            if (Gap(f, v, u, Math.ScaleB(1, exponent)) is { } wide && Gap(f, v, u, Math.ScaleB(1, exponent - Apart)) is { } middle
                && Gap(f, v, u, Math.ScaleB(1, exponent - (2 * Apart))) is { } narrow)
            {
                // A gap that grows is a cusp, a jump, or a function that is too fast for these steps.
                return narrow.Size > (100 * narrow.Noise) + (1e-6 * wide.Slope) && Stays(wide.Size, middle.Size) && Stays(middle.Size, narrow.Size);
            }
        }

        return false;
    }

    private static bool Stays(double wide, double narrow) => narrow > wide / 2 && narrow < wide * 2;

    /// <summary>By how much the slopes of both sides differ; null where a step leaves the point's piece.</summary>
    private static (double Size, double Slope, double Noise)? Gap(ProbedFunction f, double[] v, double[] u, double step)
    {
        double[] plus = new double[u.Length], minus = new double[u.Length];
        for (int i = 0; i < u.Length; i++)
        {
            plus[i] = f.Point[i] + (step * u[i]);
            minus[i] = f.Point[i] - (step * u[i]);
        }

        Evaluation high = f.At(plus), low = f.At(minus);
        if (high.Signature != f.Center.Signature || low.Signature != f.Center.Signature)
        {
            return null;
        }

        double gap = 0, noise = 0, slope = 0;
        for (int j = 0; j < v.Length; j++)
        {
            gap += v[j] * (high.Values[j] - (2 * f.Center.Values[j]) + low.Values[j]);
            slope += Math.Abs(v[j] * (high.Values[j] - low.Values[j]));
            noise += Math.Abs(v[j]) * f.Noise[j];
        }

        return (Math.Abs(gap) / step, slope / step, noise / step);
    }
}
