namespace AutoGrad.Checking;

/// <summary>Whether the function itself, by its values alone, has a kink at the point that no operation reported.</summary>
internal static class KinkEvidence
{
    /// <summary>A smooth function's one-sided slopes approach each other as the step shrinks; at a kink their gap stays.</summary>
    internal static bool Seen(ProbedFunction f, double[] v, double[] u)
    {
        double wide = Gap(f, v, u, Math.ScaleB(1, -10), out _), narrow = Gap(f, v, u, Math.ScaleB(1, -16), out double noise);
        return narrow > 100 * noise && narrow > wide / 8;
    }

    private static double Gap(ProbedFunction f, double[] v, double[] u, double step, out double noise)
    {
        double[] plus = new double[u.Length], minus = new double[u.Length];
        for (int i = 0; i < u.Length; i++)
        {
            plus[i] = f.Point[i] + (step * u[i]);
            minus[i] = f.Point[i] - (step * u[i]);
        }

        double high = Sum(v, f.At(plus).Values, out double a), center = Sum(v, f.Center.Values, out double b), low = Sum(v, f.At(minus).Values, out double c);
        noise = f.Epsilon * (a + b + c) / step;
        return Math.Abs(high - (2 * center) + low) / step;
    }

    private static double Sum(double[] v, double[] values, out double terms)
    {
        double sum = 0;
        terms = 0;
        for (int j = 0; j < v.Length; j++)
        {
            sum += v[j] * values[j];
            terms += Math.Abs(v[j] * values[j]);
        }

        return sum;
    }
}
