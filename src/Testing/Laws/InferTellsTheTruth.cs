namespace AutoGrad.Testing;

/// <summary>Outputs have the shapes and dtypes that Infer states.</summary>
internal sealed class InferTellsTheTruth : OpLaw
{
    public override OpLaws Flag => OpLaws.InferTellsTheTruth;

    public override string Name => "Infer tells the truth";

    public override string Remedy => "Let Infer state what Forward writes: the engine allocates by it.";

    public override string? Check(OpCall call)
    {
        Op op = call.Sample.Op;
        TensorSpec[] inputs = Array.ConvertAll(call.Brought, static t => t.Spec), outputs = new TensorSpec[op.OutputCount];
        op.InferAll(inputs, outputs);
        Tensor[] values = call.Values();
        for (int k = 0; k < outputs.Length; k++)
        {
            if (values[k].Spec != outputs[k])
            {
                return $"output {k} is {values[k].Spec}, Infer says {outputs[k]}";
            }
        }

        return op.Infer(inputs) == outputs[0] ? null : $"Infer says {op.Infer(inputs)}, InferAll {outputs[0]}";
    }
}
