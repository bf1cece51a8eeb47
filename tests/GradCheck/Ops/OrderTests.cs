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
        int seen = 0;
        OpCall[] calls = [.. OpCall.Of(OpCatalog.Get(op), seeds: 2, 1, 2, 4)];
        Assert.NotEmpty(calls);
        foreach (OpCall call in calls.Where(c => c.IsDifferentiable))
        {
            var random = new Random(call.Seed);
            ProbedFunction f = call.Function();
            if (f.Center.OnBoundary > 0)
            {
                continue;
            }

            seen++;
            double[] cotangent = Directions.Random(random, 1, f.Center.Values.Length)[0];
            f = order == 1 ? f : f.Gradient(cotangent);
            double[][] cotangents = order == 1 ? [cotangent] : Directions.Random(random, 1, f.Center.Values.Length);
            int n = f.Point.Length;
            Comparison comparison = Comparison.Of(f, cotangents, order == 1 && n <= FullUpTo ? Directions.Basis(n) : Directions.Random(random, 2, n));
            Assert.True(comparison.Agrees, $"order {order}: {comparison.Worst} in {call}");
            Assert.True(comparison.Resolution <= (f.Epsilon > 1e-10 ? 1e-3 : Resolution), $"order {order}: inconclusive, resolves {comparison.Resolution:G3}: {comparison.Worst} in {call}");
        }

        Assert.True(seen > 0 || !Array.Exists(calls, c => c.IsDifferentiable), $"{op}: every sample lies on a boundary between pieces, so nothing was checked. Move some away.");
    }
}
