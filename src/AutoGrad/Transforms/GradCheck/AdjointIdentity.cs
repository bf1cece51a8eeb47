namespace AutoGrad.Checking;

/// <summary>Forward against reverse mode: ⟨v, J u⟩ = ⟨Jᵀ v, u⟩ to rounding, whatever the function; no step and no kink comes into it.</summary>
internal static class AdjointIdentity
{
    internal const string Name = "forward mode, adjoint identity";

    /// <summary>Sums of gradients above this may overflow.</summary>
    private const double Brim = 1e290;

    internal static GradCheckOracle Check(ProbedFunction f, Random random, int count)
    {
        double worst = 0;
        for (int k = 0; k < count; k++)
        {
            double[] u = Directions.Random(random, 1, f.Point.Length)[0], v = Directions.Random(random, 1, f.Center.Values.Length)[0];
            double[] forward = f.Tangent(u), reverse = f.Gradients([v])[0];
            (double left, double leftTerms) = Inner(v, forward);
            (double right, double rightTerms) = Inner(u, reverse);
            if (Directions.Largest(reverse) > Brim)
            {
                return new GradCheckOracle(Name, null, "the sums leave the range of doubles");
            }

            double tolerance = Entry.Roundings * f.Epsilon * Math.Max(leftTerms + rightTerms, Scale(v, f.Center.Values));
            double difference = Math.Abs(left - right);
            worst = difference == 0 ? worst : Math.Max(worst, double.IsNaN(difference) ? double.PositiveInfinity : difference / Math.Max(leftTerms + rightTerms, double.Epsilon));
            if (!(difference <= tolerance) && !(difference <= tolerance + (Entry.Roundings * Directions.Largest(u) * f.Gradient(v).Noise.Sum())))
            {
                return new GradCheckOracle(Name, false, FormattableString.Invariant($"⟨v, J u⟩ = {left:G12}, ⟨Jᵀ v, u⟩ = {right:G12}"));
            }
        }

        return new GradCheckOracle(Name, true, FormattableString.Invariant($"{count} random pairs, largest relative difference {worst:G2}"));
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

    private static double Scale(double[] v, double[] values) => Inner(v, values).Terms * 1e-3;
}
