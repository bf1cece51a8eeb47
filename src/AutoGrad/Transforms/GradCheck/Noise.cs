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

    /// <summary>Digits end at powers of two, and short decimals leave the last ones empty: points that are apart by such a number would all be rounded alike.</summary>
    private const double Distance = 0.7548776662466927;

    /// <summary>One figure per output, at least one rounding of its value.</summary>
    internal static double[] Of(ProbedFunction f)
    {
        double[] center = f.Center.Values;
        double[] noise = Array.ConvertAll(center, y => f.Epsilon * Math.Abs(y));

        // A quarter of the digits: the smooth part of a fourth difference is far below rounding, and the points still differ.
        if (Values(f, smallest: 1e-3, f.Epsilon > 1e-10 ? -12 : -26) is not { } table)
        {
            // So near to a kink nothing can be measured: the largest output stands for what cancels.
            double largest = f.Epsilon * Directions.Largest(center);
            return Array.ConvertAll(noise, n => Math.Max(n, largest));
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

    /// <summary>
    /// The same between points that lie further apart: stairs that are longer than the distances above were not seen by them. What is smooth falls from one order
    /// of differences to the next, noise does not; zero where it falls.
    /// </summary>
    internal static double[] OfStairs(ProbedFunction f)
    {
        double[] noise = new double[f.Center.Values.Length];
        foreach (int exponent in (ReadOnlySpan<int>)[-20, -14])
        {
            if (Values(f, smallest: 1, exponent) is not { } table)
            {
                continue;
            }

            for (int j = 0; j < noise.Length; j++)
            {
                double[] values = Array.ConvertAll(table, row => row[j]);
                double before = 0, gamma = 1;
                for (int order = 1; order <= HighestOrder; order++)
                {
                    gamma *= order / (2.0 * ((2 * order) - 1));
                    double squares = 0;
                    for (int k = 0; k < Points - order; k++)
                    {
                        values[k] = values[k + 1] - values[k];
                        squares += values[k] * values[k];
                    }

                    double here = Math.Sqrt(gamma * squares / (Points - order));
                    noise[j] = order == HighestOrder && here > before / 4 ? Math.Max(noise[j], here) : noise[j];
                    before = here;
                }
            }
        }

        return noise;
    }

    /// <summary>Values at equidistant points around the center; null if one leaves its piece.</summary>
    private static double[][]? Values(ProbedFunction f, double smallest, int exponent)
    {
        var table = new double[Points][];
        double[] point = new double[f.Point.Length];
        for (int k = 0; k < Points; k++)
        {
            for (int i = 0; i < point.Length; i++)
            {
                double step = Distance * Math.ScaleB(Math.Max(Math.Abs(f.Point[i]), smallest), exponent);
                point[i] = f.Point[i] + ((k - (Points / 2)) * ((i % 3) - 1.25) * step);
            }

            Evaluation there = f.At(point);
            if (there.Signature != f.Center.Signature || !there.IsFinite)
            {
                return null;
            }

            table[k] = [.. there.Values];
        }

        return table;
    }
}
