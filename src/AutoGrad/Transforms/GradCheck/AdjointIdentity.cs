namespace AutoGrad.Checking;

/// <summary>Forward against reverse mode: ⟨v, J u⟩ = ⟨Jᵀ v, u⟩ to rounding, whatever the function; no step and no kink comes into it.</summary>
internal static class AdjointIdentity
{
    internal const string Name = "forward mode, adjoint identity";

    /// <summary>Sums of gradients above this may overflow.</summary>
    private const double Brim = 1e290;

    /// <summary>Points around the one in question at which a difference has to be there as well.</summary>
    private const int Moves = 4;

    /// <summary>Compares both modes for a number of random pairs.</summary>
    /// <param name="f">The function.</param>
    /// <param name="random">Draws the pairs.</param>
    /// <param name="count">How many pairs.</param>
    /// <param name="floor">The size of what the function was derived from: roundings of that come into a derivative that cancels. Default 0.</param>
    /// <param name="resolution">The relative error up to which reverse mode is not known to be right. Default 0.</param>
    internal static GradCheckOracle Check(ProbedFunction f, Random random, int count, double floor = 0, double resolution = 0)
    {
        double worst = 0;
        if (resolution >= 1)
        {
            return new GradCheckOracle(Name, null, "differences leave open whether reverse mode is right");
        }

        for (int k = 0; k < count; k++)
        {
            double[] u = Directions.Random(random, 1, f.Point.Length)[0], v = Directions.Random(random, 1, f.Center.Values.Length)[0];
            (double left, double right, double terms) = Both(f, v, u);
            if (terms > Brim)
            {
                return new GradCheckOracle(Name, null, "the sums leave the range of doubles");
            }

            double tolerance = (Entry.Roundings * f.Epsilon * Math.Max(terms, Math.Max(Scale(v, f.Center.Values), floor * Directions.Largest(v) * Directions.Largest(u)))) + (resolution * terms) + (Entry.Roundings * double.Epsilon * (u.Length + v.Length));
            double difference = Math.Abs(left - right);
            worst = difference == 0 ? worst : Math.Max(worst, double.IsNaN(difference) ? double.PositiveInfinity : difference / Math.Max(terms, double.Epsilon));
            if (!(difference <= tolerance) && !(difference <= tolerance + (Entry.Roundings * Directions.Largest(u) * f.Gradient(v).Noise.Sum())) && !IsNoise(f, v, u, left - right))
            {
                return new GradCheckOracle(Name, false, FormattableString.Invariant($"⟨v, J u⟩ = {left:G12}, ⟨Jᵀ v, u⟩ = {right:G12}"));
            }
        }

        return new GradCheckOracle(Name, true, FormattableString.Invariant($"{count} random pairs, largest relative difference {worst:G2}"));
    }

    /// <summary>Whether the difference comes and goes between neighbouring points, as what cancels inside of a rule does; a wrong rule is as wrong next to the point.</summary>
    private static bool IsNoise(ProbedFunction f, double[] v, double[] u, double difference)
    {
        var random = new Random(Moves);
        double low = difference, high = difference;
        for (int k = 0; k < Moves; k++)
        {
            ProbedFunction near = f.MovedTo(Array.ConvertAll(f.Point, x => x * (1 + Math.ScaleB(random.Next(2) == 0 ? 1 : -1, -30))));
            if (near.Center.Signature != f.Center.Signature || near.Center.Values.Length != v.Length)
            {
                continue;
            }

            (double left, double right, _) = Both(near, v, u);
            low = Math.Min(low, left - right);
            high = Math.Max(high, left - right);
        }

        return high - low > Math.Abs(high + low) / 4;
    }

    private static (double Left, double Right, double Terms) Both(ProbedFunction f, double[] v, double[] u)
    {
        (double left, double leftTerms) = Inner(v, f.Tangent(u));
        (double right, double rightTerms) = Inner(u, f.Gradients([v])[0]);
        return (left, right, leftTerms + rightTerms);
    }

    private static (double Sum, double Terms) Inner(double[] a, double[] b)
    {
        double sum = 0, terms = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
            terms += Math.Abs(a[i] * b[i]);
        }

        return (sum, terms);
    }

    /// <summary>What a derivative far smaller than the value may be made of: in y (1 - y) of a saturated softmax nothing is left but roundings of y.</summary>
    private static double Scale(double[] v, double[] values) => Inner(v, values).Terms / 8;
}
