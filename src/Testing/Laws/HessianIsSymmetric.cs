using AutoGrad.Checking;

namespace AutoGrad.Testing;

/// <summary>Second derivatives do not depend on the order: ⟨u, H w⟩ = ⟨w, H u⟩.</summary>
internal sealed class HessianIsSymmetric : OpLaw
{
    public override OpLaws Flag => OpLaws.HessianIsSymmetric;

    public override string Name => "the Hessian is symmetric";

    public override string Remedy => "The rule is right and cannot be differentiated again: look for Detach, Data, or a value of another variable that it treats as a constant.";

    public override string? Check(OpCall call)
    {
        if (!call.IsDifferentiable || call.Subject.Probe() is not { OnKink: false, Point.Length: > 0 } f)
        {
            return null;
        }

        Random random = call.Random;
        ProbedFunction gradient = f.Gradient(Directions.Random(random, 1, f.Center.Values.Length)[0]);
        int n = f.Point.Length;
        double[][] directions = Directions.Random(random, 2, n);
        double[][] products = gradient.Gradients(directions);
        (double uhw, double terms) = Inner(directions[0], products[1]);
        (double whu, double others) = Inner(directions[1], products[0]);
        return Math.Abs(uhw - whu) <= Entry.Roundings * n * 2 * Directions.Largest(gradient.Gradient(directions[0]).Noise) || Math.Abs(uhw - whu) <= Entry.Roundings * 16 * f.Epsilon * Math.Max(terms + others, Directions.Largest(gradient.Center.Values))
            ? null
            : FormattableString.Invariant($"⟨u, H w⟩ = {uhw:G12}, ⟨w, H u⟩ = {whu:G12}");
    }

    private static (double Sum, double Terms) Inner(double[] a, double[] b) => (a.Zip(b, static (p, q) => p * q).Sum(), a.Zip(b, static (p, q) => Math.Abs(p * q)).Sum());
}
