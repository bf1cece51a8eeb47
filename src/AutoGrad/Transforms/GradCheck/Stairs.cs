namespace AutoGrad.Checking;

/// <summary>
/// Values that move in stairs, each as high as the last digit of an intermediate result that cancels: short steps stay on one stair and see a slope that the
/// function does not have, with no noise at all.
/// </summary>
internal static class Stairs
{
    /// <summary>Slopes times the first step that are not this many times as large as a stair are lost in it, the other way round.</summary>
    internal const double Resolvable = 1.0 / 512;

    /// <summary>Where the two sides cancel, a difference is zero on any number of stairs: they are looked for from this part of the step on.</summary>
    private const double Shorter = 1e-6;

    private const int Bisections = 30;

    /// <summary>After so many halvings what is smooth is small.</summary>
    private const int FirstLook = 8;

    /// <summary>Stairs come one after the other; a single jump is no stair.</summary>
    private const double Next = 64;

    /// <summary>How high they are along a direction; 0 if there are none.</summary>
    internal static double Height(ProbedFunction f, Entry entry, double[] v, double[] u, ref int evaluations)
    {
        if (!double.IsFinite(entry.Step))
        {
            return 0;
        }

        var line = new Line(f, entry.Numeric, v, u);
        double found = 0, longest = 2 * Differences.FirstStep(f.Point, u);
        for (double reach = entry.Numeric == 0 ? entry.Step * Shorter : entry.Step; reach <= longest && found == 0; reach *= 7)
        {
            (double height, double edge) = line.Jump(0, reach, quick: true);
            found = height > 0 && (line.Jump(edge, Next * edge, quick: false).Height > height / 8 || line.Jump(-Next * edge, 0, quick: false).Height > height / 8) ? height : 0;
        }

        evaluations += line.Evaluations;
        return found;
    }

    /// <summary>The function along the direction, without its slope.</summary>
    private sealed class Line(ProbedFunction f, double slope, double[] v, double[] u)
    {
        private double _largest;

        internal int Evaluations { get; private set; }

        /// <summary>A jump between two places, and where it ends: what is left of their difference however near they come to each other. 0 if nothing is left; quick gives up where there are a hundred.</summary>
        internal (double Height, double Edge) Jump(double from, double to, bool quick)
        {
            double low = At(from), high = At(to), whole = Math.Abs(high - low);
            if (!(whole > Entry.Roundings * f.Epsilon * _largest))
            {
                return (0, to);
            }

            double before = whole;
            for (int k = 1; k <= Bisections; k++)
            {
                double middle = (from + to) / 2, there = At(middle);
                (from, low, to, high) = Math.Abs(there - low) > Math.Abs(high - there) ? (from, low, middle, there) : (middle, there, to, high);
                double left = Math.Abs(high - low);
                if (!(left > Entry.Roundings * f.Epsilon * _largest) || (quick && k == FirstLook && left < whole / 100))
                {
                    return (0, to);
                }

                before = k == Bisections - FirstLook ? left : before;
            }

            // What is smooth, however steep, has halved with each halving.
            return Math.Abs(high - low) > before / 2 ? (Math.Abs(high - low), to) : (0, to);
        }

        private double At(double t)
        {
            Evaluations++;
            Evaluation there = f.At([.. f.Point.Zip(u, (x, d) => x + (t * d))]);
            if (there.Signature != f.Center.Signature)
            {
                return double.NaN; // what jumps there is reported
            }

            double sum = -slope * t, terms = Math.Abs(sum);
            for (int j = 0; j < v.Length; j++)
            {
                double term = v[j] == 0 ? 0 : v[j] * there.Values[j];
                sum += term;
                terms += Math.Abs(term);
            }

            _largest = Math.Max(_largest, terms);
            return sum;
        }
    }
}
