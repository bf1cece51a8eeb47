using AutoGrad.Checking;

namespace AutoGrad.Tests.Gradients;

/// <summary>Every op's gradient, and the gradient of its gradient, against extrapolated differences in Float64.</summary>
public sealed class OrderTests
{
    /// <summary>The checker has to see relative errors of this size, or it has not checked.</summary>
    private const double Resolution = 1e-6;

    private const int FullUpTo = 12;

    public static TheoryData<string> Ops => OpCatalog.Names;

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_gradient_agrees_with_differences(string op) => Check(op, order: 1);

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_gradient_of_the_gradient_agrees_with_differences(string op) => Check(op, order: 2);

    private static void Check(string op, int order)
    {
        bool differentiable = false, compared = false;
        Cases.Hold(OpCatalog.Get(op), call =>
        {
            differentiable |= call.IsDifferentiable;
            return call.IsDifferentiable ? Compare(call, order, ref compared) : null;
        });
        Assert.True(compared || !differentiable, $"{op}: nothing was compared; every sample is empty, on a kink or outside the domain.");
    }

    private static string? Compare(OpCall call, int order, ref bool compared)
    {
        Random random = call.Random;
        ProbedFunction f = call.Subject.Probe();
        if (f.Point.Length == 0)
        {
            return null;
        }

        if (!f.Center.IsFinite)
        {
            return "the value is not finite: the sample leaves the op's domain";
        }

        double[] cotangent = Directions.Random(random, 1, f.Center.Values.Length)[0];
        f = order == 1 ? f : f.Gradient(cotangent);
        double[][] cotangents = order == 1 ? [cotangent] : Directions.Random(random, 1, f.Center.Values.Length);
        int n = f.Point.Length;
        var comparison = Comparison.Of(f, cotangents, order == 1 && n <= FullUpTo ? Directions.Basis(n) : Directions.Random(random, n == 0 ? 0 : 2, n));
        compared |= comparison.Entries.Length > 0;
        return !comparison.Agrees ? $"order {order}: {comparison.Worst}"
            : comparison.Resolution > (f.Epsilon > 1e-10 ? 1e-2 : Resolution) ? $"order {order}: inconclusive, resolves {comparison.Resolution:G3}: {comparison.Worst}"
            : null;
    }
}
