namespace AutoGrad.Testing;

/// <summary>Two samples made alike have equal ops with equal texts: parameters are values, never arrays.</summary>
internal sealed class EqualOpsAreEqual : OpLaw
{
    public override OpLaws Flag => OpLaws.EqualOpsAreEqual;

    public override string Name => "ops with equal parameters are equal";

    public override string Remedy => "Give the record parameters that are values: numbers, enums, Shape, Dims, never arrays or lists.";

    public override string? Check(OpCall call)
    {
        if (call.Again is null)
        {
            return null;
        }

        Op again = call.Again();
        return !again.Equals(call.Sample.Op) ? "two ops made alike differ" : again.ToString() != call.Sample.Op.ToString() ? "their texts differ" : null;
    }
}
