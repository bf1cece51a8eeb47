namespace AutoGrad;

/// <summary>An op that gives elements of a dimension in order, as values and the indices they came from. The gradient follows the indices back.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
internal abstract record OrderOp<TSelf> : Op where TSelf : OrderOp<TSelf>, IOp<TSelf>
{
    public sealed override int OutputCount => 2;

    /// <summary>The ordered dimension, in [0, rank).</summary>
    protected abstract int Along { get; }

    /// <summary>Whether larger elements come first.</summary>
    protected abstract bool LargestFirst { get; }

    /// <summary>How many of a lane's elements are given.</summary>
    protected abstract int Take(Shape shape);

    protected internal sealed override int Arity => 1;

    protected internal sealed override Promotion Promotion => Promotion.None;

    protected internal sealed override bool AcceptsStrides => true;

    protected internal sealed override Saved Saves => Saved.Output;

    /// <summary>The indices alone.</summary>
    protected internal sealed override int SavedOutputs => 2;

    protected internal sealed override bool IsPiecewise => true;

    public sealed override string Subgradient => "equal elements keep their order (NaN counts as largest); the gradient goes to the element whose index is returned";

    internal sealed override Tensor Run(params ReadOnlySpan<Tensor> inputs) => RunAll(inputs)[0];

    protected internal sealed override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape shape = inputs[0].Shape;
        int dim = shape.Dim(Along, Name), take = Take(shape);
        return shape.Rank == 0 || take == shape[dim] ? inputs[0] : new TensorSpec(Ops.Axes.With(shape, dim, take), inputs[0].DType);
    }

    protected internal sealed override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = outputs[0] with { DType = DType.Int64 };
    }

    protected internal sealed override void Forward(in KernelContext context) => Ops.Ordering.Run(context.In(0), context.Out(0), context.Out(1), Along, LargestFirst);

    protected internal sealed override void Pullback(in PullbackContext context)
    {
        if (context.Needs(0) && context.HasDy(0))
        {
            context.Add(0, new Ops.GatherGrad(Along, context.ShapeOf(0)).Apply(context.Dy(0), context.Y(1)));
        }
    }

    protected internal sealed override Variable?[]? Tangent(in TangentContext context) =>
        [context.Tx(0) is { } tx ? new Ops.Gather(Along).Apply(tx, context.Y(1)) : null, null];

    protected internal sealed override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
        Ops.Ordering.Pieces(Name, inputs[0], Along, Take(inputs[0].Shape), LargestFirst, recorder);
}
