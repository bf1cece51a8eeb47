using AutoGrad.Checking;

namespace AutoGrad.Tests.Gradients;

/// <summary>One call of an op under stated conditions, and what the checker makes of it.</summary>
internal sealed record OpCall(string Op, Sample Sample, int Index, int Seed, int Size, SampleLayout Layout)
{
    private static readonly SampleLayout[] Layouts = [SampleLayout.Contiguous, SampleLayout.Transposed, SampleLayout.Stepped];

    /// <summary>Calls over seeds, sizes and layouts: each combination has a seed of its own.</summary>
    public static IEnumerable<OpCall> Of(OpEntry op, int seeds, params int[] sizes) =>
        from size in sizes
        from layout in Layouts
        from k in Enumerable.Range(0, seeds)
        let seed = (1000 * size) + (100 * (int)layout) + k
        from call in At(op, seed, size, layout)
        select call;

    public static IEnumerable<OpCall> At(OpEntry op, int seed, int size, SampleLayout layout, DType dtype = DType.Float64) =>
        op.Samples(new Sampler(seed, size, layout, dtype)).Select((sample, i) => new OpCall(op.Name, sample, i, seed, size, layout));

    /// <summary>Inputs that are differentiated.</summary>
    public int[] Active => [.. Enumerable.Range(0, Sample.Inputs.Length).Where(i => Sample.Inputs[i].DType.IsFloat() && (Sample.Constant & (1 << i)) == 0)];

    public bool IsDifferentiable => Sample.Op.IsDifferentiable && Active.Length > 0;

    public ProbedFunction Function() => new((x, _) => Run(x), Sample.Inputs, Active);

    /// <summary>The differentiable outputs: statistics of fused ops are left out, as their composition leaves them out.</summary>
    public Variable?[] Run(Variable[] inputs)
    {
        Variable?[] outputs = Sample.Op.ApplyAll(inputs);
        if (outputs.Length > 1 && Sample.Op is IComposed fused)
        {
            Variable?[] composed = fused.Compose(inputs);
            return [.. outputs.Where((_, k) => composed[k] is not null)];
        }

        return outputs;
    }

    public override string ToString() =>
        $"{Sample.Op} on {string.Join(", ", Sample.Inputs.Select(t => $"{t.DType} {t.Shape}"))} (sample {Index}{(Sample.Note.Length > 0 ? $", {Sample.Note}" : "")}; new Sampler({Seed}, {Size}, SampleLayout.{Layout}))";
}
