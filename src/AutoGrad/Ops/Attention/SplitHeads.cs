namespace AutoGrad.Ops;

/// <summary>Projections that lie side by side, taken apart into heads without copying: [L, N, Parts · Heads · D] as Parts views of shape [N, Heads, L, D].</summary>
/// <param name="Parts">How many projections: 3 for query, key and value of one input.</param>
/// <param name="Heads">Heads of each.</param>
internal sealed record SplitHeads(int Parts, int Heads) : ViewsOp<SplitHeads>, IOp<SplitHeads>
{
    public override int OutputCount => Parts;

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        Shape x = inputs[0].Shape;
        outputs.Fill(x.Rank == 3 && x[2] % (Parts * Heads) == 0
            ? new TensorSpec([x[1], Heads, x[0], x[2] / (Parts * Heads)], inputs[0].DType)
            : throw Errors.HeadsDivide(Name, x, Parts, Heads));
    }

    protected override Tensor[] Views(Tensor x)
    {
        TensorSpec spec = x.Spec;
        Infer(new ReadOnlySpan<TensorSpec>(in spec));
        var parts = new Tensor[Parts];
        for (int k = 0; k < parts.Length; k++)
        {
            parts[k] = Part(x, k, Parts, Heads);
        }

        return parts;
    }

    /// <summary>The heads of one projection.</summary>
    internal static Tensor Part(Tensor x, int k, int parts, int heads)
    {
        int size = x.Shape[2] / (parts * heads), step = x.Stride(2);
        return x.ViewOf([x.Shape[1], heads, x.Shape[0], size], [x.Stride(1), size * step, x.Stride(0), step], x.Offset + (x.NumEl == 0 ? 0 : k * heads * size * step));
    }

    protected override Variable Join(Variable[] dys) => MergeHeads.Instance.Apply(dys);

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int l = s.Dim(0), n = s.Dim(-1), d = s.Int(1, 2);
        yield return new Sample(new SplitHeads(3, 2), s.Uniform([l, n, 6 * d]));
        yield return new Sample(new SplitHeads(1, 2), s.Uniform([l, n, 2 * d]));
        yield return new Sample(new SplitHeads(2, 1), s.Uniform([l, 0, 2 * d])) { Note = "empty" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [new(() => new SplitHeads(3, 2).Apply(Tensor.Zeros([1, 1, 8])), typeof(ShapeException), "[1, 1, 8] does not divide into 3 parts of 2 heads. Pass [length, batch, 3 · 2 · size].")];
}
