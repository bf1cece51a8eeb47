namespace AutoGrad.Checking;

/// <summary>A table of difference quotients at steps that halve, extrapolated to step zero entry by entry (Ridders 1982, doi:10.1016/S0141-1195(82)80057-0).</summary>
/// <param name="outputs">How many quotients are extrapolated side by side.</param>
/// <param name="ratio">By how much the leading error shrinks when the step halves: 4 for central quotients, 2 for one-sided ones.</param>
/// <param name="growth">The same for each further term of the error: 4 or 2.</param>
internal sealed class Extrapolation(int outputs, double ratio, double growth)
{
    /// <summary>Levels go on until the error is this much of the largest derivative.</summary>
    private const double Goal = 1e-11;

    private const int FewestLevels = 3;

    private double[][] _row = [];

    /// <summary>The best entry for each quotient.</summary>
    internal double[] Values { get; } = new double[outputs];

    /// <summary>Its error: what it differs from the entries it was made of, plus the rounding of the quotient.</summary>
    internal double[] Errors { get; } = Infinite(outputs);

    /// <summary>The largest quotient at any step: the function's own scale around the point, where its derivative at the point may vanish.</summary>
    internal double Scale { get; private set; }

    internal int Levels => _row.Length;

    /// <summary>Whether further levels would not help: the goal is reached, or rounding has taken over.</summary>
    internal bool IsDone { get; private set; }

    internal void Restart()
    {
        _row = [];
        Scale = 0;
        Array.Fill(Errors, double.PositiveInfinity);
    }

    /// <summary>Adds the quotients of the next step, half the last one.</summary>
    /// <param name="quotients">One per output.</param>
    /// <param name="noise">How far rounding moves each output.</param>
    /// <param name="reach">What the quotients make of that.</param>
    internal void Add(double[] quotients, double[] noise, double reach)
    {
        double[][] previous = _row;
        _row = new double[previous.Length + 1][];
        _row[0] = quotients;
        Scale = Math.Max(Scale, Directions.Largest(quotients));
        double factor = ratio;
        bool worse = true;
        for (int m = 1; m < _row.Length; m++, factor *= growth)
        {
            _row[m] = new double[quotients.Length];
            for (int j = 0; j < quotients.Length; j++)
            {
                double value = _row[m - 1][j] + ((_row[m - 1][j] - previous[m - 1][j]) / (factor - 1));
                double error = Math.Max(Math.Abs(value - _row[m - 1][j]), Math.Abs(value - previous[m - 1][j])) + (reach * noise[j]);
                _row[m][j] = value;
                worse &= error > 2 * Errors[j];
                if (error < Errors[j])
                {
                    Errors[j] = error;
                    Values[j] = value;
                }
            }
        }

        IsDone = Levels >= FewestLevels && (worse || IsGoodEnough(noise, reach));
    }

    private bool IsGoodEnough(double[] noise, double reach)
    {
        double largest = Directions.Largest(Values);
        for (int j = 0; j < Values.Length; j++)
        {
            if (Errors[j] > Math.Max(Goal * largest, 2 * reach * noise[j]))
            {
                return false;
            }
        }

        return true;
    }

    private static double[] Infinite(int n)
    {
        double[] errors = new double[n];
        Array.Fill(errors, double.PositiveInfinity);
        return errors;
    }
}
