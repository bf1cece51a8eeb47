namespace AutoGrad.Ops;

/// <summary>A copy in which elements chosen along one dimension are the largest (or smallest) of what was there and of a source.</summary>
/// <param name="Dim">The dimension, in [0, rank).</param>
/// <param name="Largest">Whether the largest are meant.</param>
/// <param name="IncludeSelf">Whether what was there takes part.</param>
internal sealed record ScatterExtreme(int Dim, bool Largest, bool IncludeSelf) : Op, IOp<ScatterExtreme>
{
    public override string Name => "ScatterReduce";

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override bool AcceptsStrides => true;

    protected internal override Saved Saves => Saved.Inputs | Saved.Output;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "equal extremes at one place share the gradient evenly";

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new Scatter(Dim).Infer(inputs);

    protected internal override void Forward(in KernelContext context)
    {
        Tensor x = context.In(0), src = context.In(2), y = context.Out();
        Tensor index = context.In(1);
        Elementwise.Copy(y, x, accumulate: false);
        if (!IncludeSelf)
        {
            LaneIndexing.Scatter(Name, y, start: null, src, index, Dim, adds: false); // any of them to start from
        }

        LaneIndexing.ScatterExtreme(Name, y, src, index, Dim, Largest);
    }

    protected internal override void Pullback(in PullbackContext context)
    {
        Tensor index = context.X(1).Data;
        (Tensor there, Tensor given) = Winners(context.X(0).Data, index, context.X(2).Data, context.Y().Data);
        Tensor count = there.To(DType.Int64).ScatterAdd(Dim, index, given.To(DType.Int64));
        Variable share = context.Dy() / count.MaskedFill(count.Eq(0), 1).To(context.Dy().DType);
        if (context.Needs(0))
        {
            context.Add(0, Where.Keep(there, share));
        }

        if (context.Needs(2))
        {
            context.Add(2, LaneIndexing.Grown(Where.Keep(given, new Gather(Dim).Apply(share, index)), context.ShapeOf(2)));
        }
    }

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
    {
        (Tensor there, Tensor given) = Winners(inputs[0], inputs[1], inputs[2], output);
        foreach (byte wins in (byte[])[.. there.ToArray<byte>(), .. given.ToArray<byte>()])
        {
            recorder.Branch(wins);
        }

        foreach (long count in there.To(DType.Int64).ScatterAdd(Dim, inputs[1], given.To(DType.Int64)).ToArray<long>())
        {
            if (count > 1)
            {
                recorder.Boundary(Name);
            }
        }
    }

    /// <summary>Which elements of x, and which of the source that the index names, stand in the output.</summary>
    private (Tensor There, Tensor Given) Winners(Tensor x, Tensor index, Tensor src, Tensor y)
    {
        if (index.NumEl == 0)
        {
            return (x.Eq(y), Tensor.Zeros(index.Shape, DType.Bool));
        }

        for (int d = 0; d < index.Rank && d < src.Rank; d++)
        {
            src = src.Slice(d, 0, index.Shape[d]);
        }

        Tensor there = x.Eq(y), given = src.Reshape(index.Shape).Eq(y.Gather(Dim, index));
        return (IncludeSelf ? there : there.Scatter(Dim, index, 0), given);
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape shape = s.Shape(1, 3);
        int dim = s.Int(0, shape.Rank - 1), size = shape[dim];
        Tensor all = s.Distinct([2 * shape.NumEl]), index = s.Integers(shape, 0, size - 1);
        Tensor x = all.Slice(0, 0, shape.NumEl).Reshape(shape), src = all.Slice(0, shape.NumEl).Reshape(shape);
        yield return new Sample(new ScatterExtreme(dim, true, true), x, index, src);
        yield return new Sample(new ScatterExtreme(dim, false, false), x, index, src) { Note = "without self" };
        yield return new Sample(new ScatterExtreme(0, true, true), s.Distinct([3]), Tensor.Zeros([0], DType.Int64), s.Distinct([0])) { Note = "nothing" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => Tensor.Zeros([3]).ScatterReduce(0, Tensor.From([3L]), Tensor.Zeros([1]), ScatterReduction.AMax), typeof(ShapeException), "ScatterReduce: index[0] is 3, outside [0, 2]"),
    ];
}
