namespace AutoGrad.Checking;

/// <summary>Central differences along one direction, extrapolated to step zero, with an error bar of their own (Ridders 1982, doi:10.1016/S0141-1195(82)80057-0).</summary>
/// <remarks>
/// The step halves from level to level. An entry's error is what it differs from the entries it was made of, plus the rounding of the function over the step.
/// The stencil stays inside one smooth piece: where a point of it is not finite or takes another branch than the center, the table starts again at half the step.
/// </remarks>
internal sealed class Differences
{
    private const int MostLevels = 10;
    private const int MostShrinks = 40;

    /// <summary>Levels go on until the error is this much of the largest derivative of the column.</summary>
    private const double Goal = 1e-11;

    private Differences(int outputs)
    {
        Values = new double[outputs];
        Errors = new double[outputs];
        Array.Fill(Errors, double.PositiveInfinity);
    }

    /// <summary>The derivative of each output along the direction.</summary>
    internal double[] Values { get; }

    /// <summary>The error bar of each derivative; infinite if no step stayed inside the piece.</summary>
    internal double[] Errors { get; }

    /// <summary>The smallest step of the table.</summary>
    internal double Step { get; private set; }

    /// <summary>How often the function was evaluated.</summary>
    internal int Evaluations { get; private set; }

    /// <summary>Differentiates a function along a direction.</summary>
    internal static Differences Along(ProbedFunction f, double[] direction)
    {
        var result = new Differences(f.Center.Values.Length);
        result.Run(f, direction);
        return result;
    }

    private void Run(ProbedFunction f, double[] direction)
    {
        int outputs = Values.Length;
        double step = FirstStep(f.Point, direction);
        double[] plus = new double[f.Point.Length], minus = new double[f.Point.Length];
        double[][] row = [], previous;
        int shrinks = 0;
        for (int level = 0; level < MostLevels; step /= 2)
        {
            double span = Shift(f.Point, direction, step, plus, minus);
            Evaluation high = f.At(plus), low = f.At(minus);
            Evaluations += 2;
            if (!Belongs(high, f.Center) || !Belongs(low, f.Center))
            {
                if (++shrinks > MostShrinks)
                {
                    return;
                }

                level = 0;
                Array.Fill(Errors, double.PositiveInfinity);
                continue;
            }

            Step = step;
            previous = row;
            row = new double[level + 1][];
            row[0] = new double[outputs];
            double noise = 0;
            for (int j = 0; j < outputs; j++)
            {
                row[0][j] = (high.Values[j] - low.Values[j]) / span;
                noise = Math.Max(noise, Math.Max(Math.Abs(high.Values[j]), Math.Abs(low.Values[j])));
            }

            noise *= 2 * f.Epsilon / span;
            double factor = 1;
            bool worse = level > 0;
            for (int m = 1; m <= level; m++)
            {
                factor *= 4;
                row[m] = new double[outputs];
                for (int j = 0; j < outputs; j++)
                {
                    double value = row[m - 1][j] + ((row[m - 1][j] - previous[m - 1][j]) / (factor - 1));
                    double error = Math.Max(Math.Abs(value - row[m - 1][j]), Math.Abs(value - previous[m - 1][j])) + noise;
                    row[m][j] = value;
                    worse &= error > 2 * Errors[j];
                    if (error < Errors[j])
                    {
                        Errors[j] = error;
                        Values[j] = value;
                    }
                }
            }

            level++;
            if (level > 2 && (worse || IsGoodEnough(noise)))
            {
                return;
            }
        }
    }

    private bool IsGoodEnough(double noise)
    {
        double largest = 0, error = 0;
        for (int j = 0; j < Values.Length; j++)
        {
            largest = Math.Max(largest, Math.Abs(Values[j]));
            error = Math.Max(error, Errors[j]);
        }

        return error <= Math.Max(Goal * largest, 2 * noise);
    }

    private static bool Belongs(Evaluation other, Evaluation center) => other.Signature == center.Signature && other.IsFinite;

    /// <summary>An eighth of the point's scale along the direction, as a power of two.</summary>
    private static double FirstStep(double[] point, double[] direction)
    {
        double scale = 1;
        for (int i = 0; i < point.Length; i++)
        {
            scale = direction[i] == 0 ? scale : Math.Max(scale, Math.Abs(point[i]));
        }

        double longest = direction.Length == 0 ? 1 : direction.Max(Math.Abs);
        return Math.ScaleB(1, Math.ILogB(scale / Math.Max(longest, 1)) - 3);
    }

    /// <summary>Both stencil points; the span between them as it was rounded, where one coordinate alone moves.</summary>
    private static double Shift(double[] point, double[] direction, double step, double[] plus, double[] minus)
    {
        int moved = 0, last = 0;
        for (int i = 0; i < point.Length; i++)
        {
            plus[i] = point[i] + (step * direction[i]);
            minus[i] = point[i] - (step * direction[i]);
            if (direction[i] != 0)
            {
                moved++;
                last = i;
            }
        }

        return moved == 1 ? (plus[last] - minus[last]) / direction[last] : 2 * step;
    }
}
