namespace AutoGrad.Testing;

/// <summary>A fused op gives what its composition of plain ops gives.</summary>
internal sealed class ForwardEqualsCompose : OpLaw
{
    public override OpLaws Flag => OpLaws.ForwardEqualsCompose;

    public override string Name => "fused forward equals composition";

    public override string Remedy => "Forward and Compose have to compute the same function.";

    public override string? Check(OpCall call)
    {
        if (call.Sample.Op is not IComposed fused)
        {
            return null;
        }

        Tensor[] values = call.Values();
        Variable?[] composed = fused.Compose(Array.ConvertAll(call.Sample.Inputs, static t => new Variable(t)));
        if (composed.Length != values.Length)
        {
            return $"{values.Length} outputs, but Compose gives {composed.Length}";
        }

        for (int k = 0; k < values.Length; k++)
        {
            if (composed[k] is { } c && (c.Data.Spec != values[k].Spec ? $"output {k} is {values[k].Spec}, composed {c.Data.Spec}" : Compare(call, c.Data.ToDoubles(), values[k].ToDoubles(), 1e3, values[k].DType, $"output {k}")) is { } violation)
            {
                return violation;
            }
        }

        return null;
    }
}
