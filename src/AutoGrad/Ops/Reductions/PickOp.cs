namespace AutoGrad;

/// <summary>An op that picks elements along a dimension and tells their indices: an extremum, a median, a running extremum. The gradient follows the indices back.</summary>
/// <remarks>Outputs: the values, and Int64 indices of the same shape.</remarks>
/// <typeparam name="TSelf">The op itself.</typeparam>
/// <param name="Dim">The dimension; negative counts from the end.</param>
internal abstract record PickOp<TSelf>(int Dim) : Op where TSelf : PickOp<TSelf>, IOp<TSelf>
{
    public sealed override int OutputCount => 2;

    protected internal sealed override int Arity => 1;

    protected internal sealed override Promotion Promotion => Promotion.None;

    protected internal sealed override Saved Saves => Saved.Output;

    /// <summary>The indices alone.</summary>
    protected internal sealed override int SavedOutputs => 2;

    protected internal sealed override bool IsPiecewise => true;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        inputs[0].Shape.Dim(Dim, Name);
        return inputs[0];
    }

    protected internal sealed override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = outputs[0] with { DType = DType.Int64 };
    }

    internal sealed override Tensor Run(params ReadOnlySpan<Tensor> inputs) => RunAll(inputs)[0];

    /// <summary>A shape with as many dims as the input that an output has, so that indices can be looked up.</summary>
    protected virtual Shape Aligned(Shape input, Shape output) => output;

    protected internal sealed override void Pullback(in PullbackContext context)
    {
        if (context.Needs(0) && context.HasDy(0))
        {
            Shape shape = context.ShapeOf(0), aligned = Aligned(shape, context.Y(1).Shape);
            context.Add(0, new Ops.GatherGrad(shape.Dim(Dim, Name), shape).Apply(context.Dy().Reshape(aligned), context.Y(1).Reshape(aligned)));
        }
    }

    protected internal sealed override Variable?[]? Tangent(in TangentContext context)
    {
        if (context.Tx(0) is not { } tx)
        {
            return [null, null];
        }

        Shape picked = context.Y(1).Shape;
        return [new Ops.Gather(tx.Shape.Dim(Dim, Name)).Apply(tx, context.Y(1).Reshape(Aligned(tx.Shape, picked))).Reshape(picked), null];
    }

    /// <summary>Reports the picked indices, and as a boundary each pick that another element equals.</summary>
    protected internal sealed override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
    {
        Tensor[] outputs = RunAll(inputs[0]);
        foreach (long index in outputs[1].ToArray<long>())
        {
            recorder.Branch(index);
        }

        for (int i = Ties(inputs[0], outputs); i > 0; i--)
        {
            recorder.Boundary(Name);
        }
    }

    /// <summary>How many picks another element equals.</summary>
    protected abstract int Ties(Tensor x, Tensor[] outputs);

    internal static (Variable Values, Tensor Indices) Of(PickOp<TSelf> op, Variable x)
    {
        Variable[] outputs = op.ApplyAll(x);
        return (outputs[0], outputs[1].Data);
    }

    internal static (Tensor Values, Tensor Indices) Of(PickOp<TSelf> op, Tensor x)
    {
        Tensor[] outputs = op.RunAll(x);
        return (outputs[0], outputs[1]);
    }
}

/// <summary>A pick of one element per line, whose dimension goes or stays with size 1.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
/// <param name="Dim">The dimension; negative counts from the end.</param>
/// <param name="KeepDim">Whether it stays with size 1.</param>
internal abstract record PickOneOp<TSelf>(int Dim, bool KeepDim) : PickOp<TSelf>(Dim) where TSelf : PickOneOp<TSelf>, IOp<TSelf>
{
    protected internal override bool AcceptsStrides => true;

    protected internal sealed override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape shape = inputs[0].Shape;
        Ops.Extrema.DemandElements(Name, shape, Mask(shape));
        return new TensorSpec(Ops.ReducedShape.Of(shape, Mask(shape), KeepDim), inputs[0].DType);
    }

    /// <summary>The dimension as a mask; none of a scalar.</summary>
    protected ulong Mask(Shape shape) => ((Dims)Dim).Mask(shape, Name);

    protected sealed override Shape Aligned(Shape input, Shape output) => Ops.ReducedShape.Of(input, Mask(input), keepDim: true);

    protected sealed override int Ties(Tensor x, Tensor[] outputs)
    {
        Tensor equal = x.Eq(outputs[0].Reshape(Aligned(x.Shape, outputs[0].Shape))).Sum(Dim);
        return equal.NumEl - (int)equal.Eq(1).Sum().Item();
    }
}
