namespace AutoGrad.Checking;

/// <summary>Whether the function itself, by its values alone, has a kink at the point that no operation reported.</summary>
internal static class KinkEvidence
{
    /// <summary>A smooth function's one-sided slopes approach each other as the step shrinks; at a kink their gap stays.</summary>
    internal static bool Seen(ProbedFunction f, double[] v, double[] u)
    {
        double wide = Gap(f, v, u, Math.ScaleB(1, -10), out _, out double slope), narrow = Gap(f, v, u, Math.ScaleB(1, -16), out double noise, out _);
        return narrow > (100 * noise) + (1e-6 * slope) && narrow > wide / 4;
    }

    private static double Gap(ProbedFunction f, double[] v, double[] u, double step, out double noise, out double slope)
    {
        double[] plus = new double[u.Length], minus = new double[u.Length];
        for (int i = 0; i < u.Length; i++)
        {
            plus[i] = f.Point[i] + (step * u[i]);
            minus[i] = f.Point[i] - (step * u[i]);
        }

        double[] high = f.At(plus).Values, low = f.At(minus).Values;
        double gap = 0;
        noise = 0;
        slope = 0;
        for (int j = 0; j < v.Length; j++)
        {
            gap += v[j] * (high[j] - (2 * f.Center.Values[j]) + low[j]);
            slope += Math.Abs(v[j] * (high[j] - low[j]));
            noise += Math.Abs(v[j]) * f.Noise[j];
        }

        noise /= step;
        slope /= step;
        return Math.Abs(gap) / step;
    }
}
