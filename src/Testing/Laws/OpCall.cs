using AutoGrad.Checking;

namespace AutoGrad.Testing;

/// <summary>One call of an op under stated conditions, as a subject of the checker.</summary>
internal sealed record OpCall(string Op, Sample Sample, int Index, OpDraw Draw)
{
    /// <summary>The calls that an op's samples give, each able to make its op once more.</summary>
    public static IEnumerable<OpCall> At(OpEntry op, OpDraw draw) =>
        op.Samples(draw.Sampler()).Select((sample, i) => new OpCall(op.Name, sample, i, draw) { Again = () => op.Samples(draw.Sampler()).ElementAt(i).Op });

    /// <summary>Makes the op again from the same parameters; null where it is no sample's.</summary>
    public Func<Op>? Again { get; init; }

    /// <summary>The op as it was sampled, also where another stands in its place.</summary>
    public Op Original { get; init; } = Sample.Op;

    /// <summary>Inputs that are differentiated.</summary>
    public int[] Active { get; } = [.. Enumerable.Range(0, Sample.Inputs.Length).Where(i => Sample.Inputs[i].DType.IsFloat() && (Sample.Constant & (1 << i)) == 0)];

    public bool IsDifferentiable => Sample.Op.IsDifferentiable && Active.Length > 0;

    public Random Random => new(Draw.Seed);

    public Subject Subject => new((x, _) => Run(x), Sample.Inputs, Active);

    /// <summary>The inputs as the kernel gets them: in their common dtype, if the op takes them so.</summary>
    public Tensor[] Brought => Array.ConvertAll(Promoter.Bring(Sample.Op, Array.ConvertAll(Sample.Inputs, static t => new Variable(t))).ToArray(), static v => v.Data);

    /// <summary>The differentiable outputs: statistics of fused ops are left out, as their composition leaves them out.</summary>
    public Variable?[] Run(Variable[] inputs)
    {
        Variable[] outputs = Sample.Op.ApplyAll(inputs);
        return outputs.Length > 1 && Sample.Op is IComposed fused ? (Variable?[])[.. outputs.Zip(fused.Compose(inputs), static (y, c) => c is null ? null : y)] : outputs;
    }

    /// <summary>Every output, without recording.</summary>
    public Tensor[] Values() => Sample.Op.OutputCount == 1 ? [Sample.Op.Run(Brought)] : Sample.Op.RunAll(Brought);

    /// <summary>Computes into a tensor that exists.</summary>
    public void Into(Tensor output, WriteMode mode) => Sample.Op.RunInto(output, mode, Brought);

    public OpCall With(Op op) => this with { Sample = Sample with { Op = op } };

    public OpCall With(params Tensor[] inputs) => this with { Sample = Sample with { Inputs = inputs } };

    public override string ToString() =>
        $"{OpExpression.Of(Sample.Op)} on {string.Join(", ", Sample.Inputs.Select(t => $"{t.DType} {t.Shape}{(t.NumEl <= 12 ? $" {{{string.Join(", ", t.ToDoubles())}}}" : "")}"))}" +
        $" (sample {Index}{(Sample.Note.Length > 0 ? $", {Sample.Note}" : "")} of {Draw})";
}
