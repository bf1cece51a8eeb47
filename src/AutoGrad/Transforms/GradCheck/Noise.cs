namespace AutoGrad.Checking;

/// <summary>
/// How far rounding moves each output, measured from the function itself: values at equidistant points so close together that only noise is left in their
/// high differences (Moré and Wild 2011, doi:10.1137/100786125). Cancellation inside the function shows here, where the size of the output does not.
/// </summary>
internal static class Noise
{
    private const int Points = 8;
    private const int LowestOrder = 3;
    private const int HighestOrder = 6;

    /// <summary>One figure per output, at least one rounding of its value.</summary>
    internal static double[] Of(ProbedFunction f)
    {
        double[] center = f.Center.Values;
        double[] noise = Array.ConvertAll(center, y => f.Epsilon * Math.Abs(y));
        var table = new double[Points][];
        double[] point = new double[f.Point.Length];
        for (int k = 0; k < Points; k++)
        {
            for (int i = 0; i < point.Length; i++)
            {
                // A quarter of the digits: the smooth part of a fourth difference is far below rounding, and the points still differ.
                double step = Math.ScaleB(Math.Max(Math.Abs(f.Point[i]), 1e-3), f.Epsilon > 1e-10 ? -12 : -26);
                point[i] = f.Point[i] + ((k - (Points / 2)) * ((i % 3) - 1.25) * step);
            }

            Evaluation there = f.At(point);
            if (there.Signature != f.Center.Signature || !there.IsFinite)
            {
                // So near to a kink nothing can be measured: the largest output stands for what cancels.
                double largest = f.Epsilon * Directions.Largest(center);
                return Array.ConvertAll(noise, n => Math.Max(n, largest));
            }

            table[k] = [.. there.Values];
        }

        double gamma = 1;
        for (int order = 1; order <= HighestOrder; order++)
        {
            gamma *= order / (2.0 * ((2 * order) - 1)); // (k!)² / (2k)!
            for (int k = 0; k < Points - order; k++)
            {
                for (int j = 0; j < noise.Length; j++)
                {
                    table[k][j] = table[k + 1][j] - table[k][j];
                }
            }

            for (int j = 0; j < noise.Length && order >= LowestOrder; j++)
            {
                double squares = 0;
                for (int k = 0; k < Points - order; k++)
                {
                    squares += table[k][j] * table[k][j];
                }

                noise[j] = Math.Max(noise[j], Math.Sqrt(gamma * squares / (Points - order)));
            }
        }

        return noise;
    }
}
