namespace AutoGrad.Checking;

/// <summary>A point where several pieces meet, such as three equal elements of a sort: the derivatives of all of them, seen from points around it.</summary>
internal static class Corner
{
    private const int Points = 24;

    /// <summary>Half the digits: far below the slopes' own variation, far above rounding.</summary>
    private const int Exponent = -20;

    /// <summary>Judges an entry that lies outside the two sides of its direction by the slopes of every piece that meets at the point.</summary>
    internal static Entry Around(ProbedFunction f, Entry entry, double[] v, double[] u, ref int evaluations)
    {
        var random = new Random(entry.Direction);
        double low = double.PositiveInfinity, high = double.NegativeInfinity, bar = 0;
        for (int k = 0; k < Points; k++)
        {
            double[] shift = Directions.Random(random, 1, u.Length)[0];
            ProbedFunction near = f.MovedTo([.. f.Point.Zip(shift, static (x, s) => x + Math.ScaleB(s * Math.Max(1, Math.Abs(x)), Exponent))]);
            Differences column = Differences.Along(near, u, narrowing: -Exponent);
            evaluations += column.Evaluations;
            double slope = 0, error = 0;
            for (int j = 0; j < v.Length; j++)
            {
                slope += v[j] * column.Values[j];
                error += Math.Abs(v[j]) * column.Errors[j];
            }

            if (near.OnKink || !double.IsFinite(error))
            {
                continue; // still in the corner
            }

            low = Math.Min(low, slope);
            high = Math.Max(high, slope);
            bar = Math.Max(bar, error);
        }

        // The slopes of a curved piece change a little between the point and its neighbours.
        double tolerance = (Entry.Bars * bar) + (16 * Math.ScaleB(1, Exponent) * Math.Max(Math.Abs(low), Math.Abs(high)));
        return low > high || double.IsNaN(entry.Analytic)
            ? entry
            : entry with { Numeric = Math.Clamp(entry.Analytic, low, high), ErrorBar = bar, Tolerance = tolerance };
    }
}
