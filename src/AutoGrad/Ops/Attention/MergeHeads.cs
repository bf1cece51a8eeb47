namespace AutoGrad.Ops;

/// <summary>Heads side by side again, by one copy: inputs of shape [N, H, L, D] each to [L, N, inputs · H · D]. The adjoint of <see cref="SplitHeads"/>.</summary>
internal sealed record MergeHeads : Op, IOp<MergeHeads>
{
    internal static readonly MergeHeads Instance = new();

    protected internal override bool AcceptsStrides => true;

    protected internal override bool AcceptsAccumulate => true;

    protected internal override bool? IsBatchwise => false;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (inputs.IsEmpty)
        {
            throw Errors.NothingToJoin(Name);
        }

        Shape x = inputs[0].Shape;
        foreach (TensorSpec input in inputs)
        {
            if (x.Rank != 4 || x[1] == 0 || input.Shape != x)
            {
                throw Errors.HeadsMerge(Name, x, input.Shape);
            }
        }

        return new TensorSpec([x[2], x[0], Axes.Size(Name, x, (double)inputs.Length * x[1] * x[3])], inputs[0].DType);
    }

    protected internal override void Forward(in KernelContext context)
    {
        for (int k = 0; k < context.InputCount; k++)
        {
            Tensor x = context.In(k);
            Elementwise.Copy(SplitHeads.Part(context.Out(), k, context.InputCount, x.Shape[1]), x, context.Accumulates);
        }
    }

    protected internal override void Pullback(in PullbackContext context)
    {
        Variable[] dxs = new SplitHeads(context.InputCount, context.ShapeOf(0)[1]).ApplyAll(context.Dy());
        for (int k = 0; k < dxs.Length; k++)
        {
            context.Add(k, dxs[k]);
        }
    }

    protected internal override Variable?[]? Tangent(in TangentContext context)
    {
        var tangents = new Variable[context.InputCount];
        for (int k = 0; k < tangents.Length; k++)
        {
            tangents[k] = context.TxOrZeros(k);
        }

        return [Apply(tangents)];
    }

    protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => 0;

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int l = s.Dim(0), n = s.Dim(-1), d = s.Int(1, 2);
        Tensor Part() => s.Uniform([n, 2, l, d]);
        yield return new Sample(Instance, Part(), Part(), Part());
        yield return new Sample(Instance, Part());
        yield return new Sample(Instance, s.Uniform([0, 1, l, d]), s.Uniform([0, 1, l, d])) { Note = "empty" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => Instance.Apply(Tensor.Zeros([1, 2, 3, 4]), Tensor.Zeros([1, 2, 3, 5])), typeof(ShapeException), "heads [1, 2, 3, 4] and [1, 2, 3, 5] do not merge. All need one shape [batch, heads, length, size] with a head or more."),
        new(() => Instance.Apply(ReadOnlySpan<Tensor>.Empty), typeof(ShapeException), "MergeHeads: the list of tensors is empty."),
    ];
}
