namespace AutoGrad.Checking;

/// <summary>Which element of the Jacobian is wrong when a sum over many is: a handful of evaluations, and one more pair for each halving of the inputs.</summary>
internal static class Location
{
    /// <summary>A quotient at so short a step is good to nine digits of a smooth function: enough to ask in which half an error is.</summary>
    private const int Narrowing = 14;

    /// <summary>The output and the input whose derivative differs most, as far as sums over halves tell: to be confirmed.</summary>
    /// <param name="f">The function.</param>
    /// <param name="cotangent">The cotangent of the comparison that failed.</param>
    /// <param name="direction">Its direction.</param>
    /// <param name="fewOutputs">Whether there are so few outputs that all are looked at, so that none has to be found.</param>
    internal static (int Row, int Column) Of(ProbedFunction f, double[] cotangent, double[] direction, bool fewOutputs)
    {
        int row = fewOutputs ? Largest(cotangent) : WorstRow(f, direction);
        double[] v = cotangent;
        if (!fewOutputs)
        {
            v = new double[cotangent.Length];
            v[row] = 1;
        }

        return (row, WorstColumn(f, v, direction, row));
    }

    /// <summary>Every output's derivative along the direction twice: by differences, and by the rule, whose gradient is linear in the cotangent and so gives all of them at once.</summary>
    private static int WorstRow(ProbedFunction f, double[] direction)
    {
        double[] claimed = f.TangentByReverse(direction);
        Differences seen = Differences.Along(f, direction);
        double[] apart = new double[claimed.Length];
        double rounding = Entry.Roundings * f.Epsilon * seen.Scale;
        for (int j = 0; j < apart.Length; j++)
        {
            double here = seen.Values[j], there = (seen.OtherSide ?? seen).Values[j];
            double difference = Math.Abs(claimed[j] - Math.Clamp(claimed[j], Math.Min(here, there), Math.Max(here, there)));
            apart[j] = double.IsFinite(claimed[j]) ? difference / ((Entry.Bars * seen.Errors[j]) + rounding + double.Epsilon) : double.MaxValue;
        }

        return Largest(apart);
    }

    private static int WorstColumn(ProbedFunction f, double[] v, double[] direction, int row)
    {
        double[] gradient = f.Gradients([v])[0];
        int bad = Array.FindIndex(gradient, static g => !double.IsFinite(g));
        if (bad >= 0)
        {
            return bad;
        }

        double whole = Gap(f, v, direction, gradient, 0, direction.Length);
        if (row < direction.Length && Math.Abs(Gap(f, v, direction, gradient, row, row + 1)) > Math.Abs(whole) / 2)
        {
            return row; // elementwise, as most functions of many elements are
        }

        int from = 0, to = direction.Length;
        while (to - from > 1)
        {
            int middle = (from + to) / 2;
            double left = Gap(f, v, direction, gradient, from, middle), right = whole - left;
            (from, to, whole) = Math.Abs(left) >= Math.Abs(right) ? (from, middle, left) : (middle, to, right);
        }

        return from;
    }

    /// <summary>By how much differences and gradient are apart along some of the direction's components.</summary>
    private static double Gap(ProbedFunction f, double[] v, double[] direction, double[] gradient, int from, int to)
    {
        double[] plus = (double[])f.Point.Clone(), minus = (double[])f.Point.Clone();
        double step = Math.ScaleB(Differences.FirstStep(f.Point, direction), -Narrowing);
        double claim = 0;
        for (int i = from; i < to; i++)
        {
            double along = direction[i] == 0 ? 1 : direction[i];
            plus[i] += step * along;
            minus[i] -= step * along;
            claim += gradient[i] * (plus[i] - minus[i]);
        }

        double[] high = f.At(plus).Values, low = f.At(minus).Values;
        double change = 0;
        for (int j = 0; j < v.Length; j++)
        {
            change += v[j] == 0 ? 0 : v[j] * (high[j] - low[j]);
        }

        return double.IsFinite(change) ? (change - claim) / step : 0;
    }

    private static int Largest(double[] values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            largest = Math.Abs(values[i]) > Math.Abs(values[largest]) ? i : largest;
        }

        return largest;
    }
}
