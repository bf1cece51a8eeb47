using AutoGrad.Checking;

namespace AutoGrad.Tests.Gradients;

/// <summary>What is true of every op's gradient without any differences.</summary>
public sealed class PropertyTests
{
    public static TheoryData<string> Ops => OpCatalog.Names;

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_properties_of_gradients_hold(string op) => Cases.Hold(OpCatalog.Get(op), static call => call.IsDifferentiable ? FirstViolation(call.Subject, call.Random) : null);

    [Theory]
    [MemberData(nameof(Ops))]
    public void Float32_agrees_with_Float64(string op) => Cases.Hold(
        OpCatalog.Get(op), static call => call.IsDifferentiable ? Violation(new Float32AgreesWithFloat64(), call.Subject, call.Random) : null, DType.Float32);

    [Theory]
    [MemberData(nameof(Ops))]
    public void Forward_mode_agrees_with_reverse_mode(string op) => Cases.Hold(OpCatalog.Get(op), static call =>
    {
        if (!call.IsDifferentiable || call.Subject.Probe() is not { OnKink: false, Point.Length: > 0 } f)
        {
            return null;
        }

        Random random = call.Random;
        ProbedFunction gradient = f.Gradient(Directions.Random(random, 1, f.Center.Values.Length)[0]);
        return Failure(AdjointIdentity.Check(f, random, 1)) ?? Failure(AdjointIdentity.Check(gradient, random, 1));
    });

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_laws_of_ops_hold(string op) => Cases.Hold(OpCatalog.Get(op), static call =>
    {
        foreach (OpLaw law in OpLaw.All)
        {
            if (law.Check(call) is { } violation)
            {
                return $"{law.Name}: {violation}";
            }
        }

        return null;
    });

    private static string? FirstViolation(Subject subject, Random random)
    {
        foreach (Property property in Property.All)
        {
            if (Violation(property, subject, random) is { } violation)
            {
                return violation;
            }
        }

        return null;
    }

    private static string? Violation(Property property, Subject subject, Random random) =>
        property.Applies(subject, GradCheckOptions.Default) && property.Check(subject, random) is { } violation ? $"{property.Name}: {violation}" : null;

    private static string? Failure(GradCheckOracle oracle) => oracle.Agrees == false ? oracle.ToString() : null;
}
