namespace AutoGrad.Tests.Gradients;

/// <summary>Two samples made alike have equal ops with equal texts: parameters are values, never arrays.</summary>
internal sealed class EqualOpsAreEqual : OpLaw
{
    public override string Name => "ops with equal parameters are equal";

    public override string? Check(OpCall call)
    {
        if (!OpCatalog.Has(call.Op))
        {
            return null;
        }

        Op again = OpCall.At(OpCatalog.Get(call.Op), call.Seed, call.Size, call.Layout, call.Sample.Inputs.FirstOrDefault(static t => t.DType.IsFloat())?.DType ?? DType.Float64).ElementAt(call.Index).Sample.Op;
        return !again.Equals(call.Sample.Op) ? "two ops made alike differ" : again.ToString() != call.Sample.Op.ToString() ? "their texts differ" : null;
    }
}
