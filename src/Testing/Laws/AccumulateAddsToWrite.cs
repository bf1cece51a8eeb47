namespace AutoGrad.Testing;

/// <summary>Executing with Accumulate adds what Write would have written.</summary>
internal sealed class AccumulateAddsToWrite : OpLaw
{
    public override OpLaws Flag => OpLaws.AccumulateAddsToWrite;

    public override string Name => "Accumulate is Write and add";

    public override string Remedy => "Add to what is there where the context asks for WriteMode.Accumulate, or leave AcceptsAccumulate out.";

    public override string? Check(OpCall call)
    {
        Op op = call.Sample.Op;
        if (op.OutputCount != 1)
        {
            return null;
        }

        Tensor y = call.Values()[0];
        if (!y.DType.IsFloat())
        {
            return null;
        }

        Tensor sum = Tensor.Full(y.Shape, 0.5, y.DType);
        call.Into(sum, WriteMode.Accumulate);
        return Compare(call, Array.ConvertAll(y.ToDoubles(), static e => e + 0.5), sum.ToDoubles(), 1e4, y.DType, "added to 0.5");
    }
}
