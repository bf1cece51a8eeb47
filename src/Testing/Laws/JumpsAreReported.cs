namespace AutoGrad.Testing;

/// <summary>An op that turns floats into indices, flags or steps changes its signature when its output changes: code that branches on it stays checkable.</summary>
internal sealed class JumpsAreReported : OpLaw
{
    private const int Trials = 4;

    public override OpLaws Flag => OpLaws.JumpsAreReported;

    public override string Name => "jumps are reported";

    public override string Remedy => "State IsPiecewise and report the branches in Pieces, as by recorder.Threshold(Name, inputs[0], 0).";

    public override string? Check(OpCall call)
    {
        Sample sample = call.Sample;
        if (sample.Op.IsDifferentiable || !Array.Exists(sample.Inputs, static t => t.DType.IsFloat()))
        {
            return null;
        }

        (double[] values, ulong signature) = Run(call, sample.Inputs);
        Random random = call.Random;
        for (int k = 0; k < Trials; k++)
        {
            Tensor[] moved = Array.ConvertAll(sample.Inputs, t => t.DType.IsFloat() ? Moved(t, random) : t);
            (double[] others, ulong other) = Run(call, moved);
            if (other == signature && !values.AsSpan().SequenceEqual(others))
            {
                return "the output changed and the signature did not";
            }
        }

        return null;
    }

    private static (double[] Values, ulong Signature) Run(OpCall call, Tensor[] inputs)
    {
        var recorder = new PieceRecorder();
        using (Mode.Enter(Mode.Current with { Pieces = recorder }))
        {
            Variable?[] outputs = call.Run(Array.ConvertAll(inputs, static t => new Variable(t)));
            return ([.. outputs.OfType<Variable>().SelectMany(static y => y.Data.ToDoubles())], recorder.Signature);
        }
    }

    private static Tensor Moved(Tensor t, Random random) =>
        Tensor.From<double>(Array.ConvertAll(t.ToDoubles(), x => random.Next(2) == 0 ? x : -x + random.NextDouble())).Reshape(t.Shape).To(t.DType);
}
