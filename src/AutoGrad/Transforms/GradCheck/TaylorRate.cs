namespace AutoGrad.Checking;

/// <summary>The remainder of the first-order expansion along a direction: it falls with the square of the step if the gradient is right, and only linearly if not.</summary>
internal static class TaylorRate
{
    internal const string Name = "Taylor remainder rate";

    private const int MostSteps = 12;

    internal static GradCheckOracle Check(ProbedFunction f, double[] v, double[] u)
    {
        double[] gradient = f.Gradients([v])[0];
        double slope = 0, center = 0, scale = 0;
        for (int i = 0; i < u.Length; i++)
        {
            slope += gradient[i] * u[i];
        }

        for (int j = 0; j < v.Length; j++)
        {
            center += v[j] * f.Center.Values[j];
            scale += Math.Abs(v[j] * f.Center.Values[j]);
        }

        var remainders = new List<double>();
        double[] point = new double[u.Length];
        double noise = 1e3 * f.Epsilon * Math.Max(scale, Math.Abs(slope));
        for (double step = 0.25; remainders.Count < MostSteps && step > 1e-9; step /= 2)
        {
            for (int i = 0; i < u.Length; i++)
            {
                point[i] = f.Point[i] + (step * u[i]);
            }

            Evaluation there = f.At(point);
            if (there.Signature != f.Center.Signature || !there.IsFinite)
            {
                remainders.Clear();
                continue;
            }

            double value = 0;
            for (int j = 0; j < v.Length; j++)
            {
                value += v[j] * there.Values[j];
            }

            double remainder = Math.Abs(value - center - (step * slope));
            if (remainder < noise)
            {
                break;
            }

            remainders.Add(remainder);
        }

        if (remainders.Count < 3)
        {
            return new GradCheckOracle(Name, remainders.Count == 0 ? true : null, "the remainder is at rounding: linear along the direction");
        }

        double rate = Math.Log2(remainders[^3] / remainders[^1]) / 2;
        return new GradCheckOracle(Name, rate > 1.8 ? true : rate < 1.5 ? false : null, FormattableString.Invariant($"rate {rate:F2}, 2 is right and 1 is wrong"));
    }
}
