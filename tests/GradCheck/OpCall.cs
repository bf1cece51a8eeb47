using AutoGrad.Checking;

namespace AutoGrad.Tests.Gradients;

/// <summary>One call of an op under stated conditions, as a subject of the checker.</summary>
internal sealed record OpCall(string Op, Sample Sample, int Index, int Seed, int Size, SampleLayout Layout)
{
    public static IEnumerable<OpCall> At(OpEntry op, int seed, int size, SampleLayout layout, DType dtype = DType.Float64) =>
        op.Samples(new Sampler(seed, size, layout, dtype)).Select((sample, i) => new OpCall(op.Name, sample, i, seed, size, layout));

    /// <summary>Inputs that are differentiated.</summary>
    public int[] Active { get; } = [.. Enumerable.Range(0, Sample.Inputs.Length).Where(i => Sample.Inputs[i].DType.IsFloat() && (Sample.Constant & (1 << i)) == 0)];

    public bool IsDifferentiable => Sample.Op.IsDifferentiable && Active.Length > 0;

    public Random Random => new(Seed);

    public Subject Subject => new((x, _) => Run(x), Sample.Inputs, Active) { Expression = ToString() };

    /// <summary>The differentiable outputs: statistics of fused ops are left out, as their composition leaves them out.</summary>
    public Variable?[] Run(Variable[] inputs)
    {
        Variable[] outputs = Sample.Op.ApplyAll(inputs);
        return outputs.Length > 1 && Sample.Op is IComposed fused ? (Variable?[])[.. outputs.Zip(fused.Compose(inputs), static (y, c) => c is null ? null : y)] : outputs;
    }

    public OpCall With(Op op) => this with { Sample = Sample with { Op = op } };

    public OpCall With(params Tensor[] inputs) => this with { Sample = Sample with { Inputs = inputs } };

    public override string ToString() =>
        $"{Sample.Op} on {string.Join(", ", Sample.Inputs.Select(t => $"{t.DType} {t.Shape}{(t.NumEl <= 12 ? $" {{{string.Join(", ", t.ToDoubles())}}}" : "")}"))}" +
        $" (sample {Index}{(Sample.Note.Length > 0 ? $", {Sample.Note}" : "")} of new Sampler({Seed}, {Size}, SampleLayout.{Layout}))";
}
