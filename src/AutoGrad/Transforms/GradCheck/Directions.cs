namespace AutoGrad.Checking;

/// <summary>Directions and cotangents to probe with: unit vectors, or random ones without small components.</summary>
internal static class Directions
{
    internal static double[][] Basis(int n)
    {
        var result = new double[n][];
        for (int i = 0; i < n; i++)
        {
            result[i] = new double[n];
            result[i][i] = 1;
        }

        return result;
    }

    /// <summary>Random signs, magnitudes in [0.5, 1.5]: no component is too small to be heard.</summary>
    internal static double[][] Random(Random random, int count, int n)
    {
        var result = new double[count][];
        for (int k = 0; k < count; k++)
        {
            result[k] = new double[n];
            for (int i = 0; i < n; i++)
            {
                result[k][i] = (0.5 + random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1);
            }
        }

        return result;
    }

    /// <summary>The largest magnitude; 0 if there is none.</summary>
    internal static double Largest(double[] values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
