using AutoGrad.Checking;

namespace AutoGrad.Tests.Gradients;

/// <summary>What is asked of every call of every op; each says what is wrong, or null. The tests run them, and so does the mutation run.</summary>
internal static class OpChecks
{
    /// <summary>The checker has to see relative errors of this size, or it has not checked.</summary>
    private const double Resolution = 1e-6;

    private const int FullUpTo = 12;

    /// <summary>Gradients of the given order against extrapolated differences in Float64.</summary>
    public static string? Order(OpCall call, int order, ref int compared)
    {
        if (!call.IsDifferentiable)
        {
            return null;
        }

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
        compared += comparison.Entries.Length;
        return !comparison.Agrees ? $"order {order}: {comparison.Worst}"
            : comparison.Resolution > (f.Epsilon > 1e-10 ? 1e-2 : Resolution) ? $"order {order}: inconclusive, resolves {comparison.Resolution:G3}: {comparison.Worst}"
            : null;
    }

    /// <summary>The properties of gradients that need no differences.</summary>
    public static string? Properties(OpCall call) =>
        call.IsDifferentiable ? Property.All.Select(p => Violation(p, call)).FirstOrDefault(static v => v is not null) : null;

    /// <summary>Asked of samples in Float32.</summary>
    public static string? Float32(OpCall call) => call.IsDifferentiable ? Violation(new Float32AgreesWithFloat64(), call) : null;

    /// <summary>The adjoint identity, for the op and for its gradient.</summary>
    public static string? Forward(OpCall call)
    {
        if (!call.IsDifferentiable || call.Subject.Probe() is not { OnKink: false, Point.Length: > 0 } f)
        {
            return null;
        }

        Random random = call.Random;
        ProbedFunction gradient = f.Gradient(Directions.Random(random, 1, f.Center.Values.Length)[0]);
        return Failure(AdjointIdentity.Check(f, random, 1)) ?? Failure(AdjointIdentity.Check(gradient, random, 1));
    }

    /// <summary>The laws of ops, as the engine and the backends see them.</summary>
    public static string? Laws(OpCall call, Func<OpLaw, bool>? which = null)
    {
        foreach (OpLaw law in OpLaw.All)
        {
            if ((which is null || which(law)) && law.Check(call) is { } violation)
            {
                return $"{law.Name}: {violation}";
            }
        }

        return null;
    }

    private static string? Violation(Property property, OpCall call) =>
        property.Applies(call.Subject, GradCheckOptions.Default) && property.Check(call.Subject, call.Random) is { } violation ? $"{property.Name}: {violation}" : null;

    private static string? Failure(GradCheckOracle oracle) => oracle.Agrees == false ? oracle.ToString() : null;
}
