namespace AutoGrad;

/// <summary>A differentiable reduction over dimensions of one floating-point input. Each output depends on its own elements alone, so one statement of the rule serves both modes.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
/// <param name="Dims">The dimensions that are reduced.</param>
/// <param name="KeepDim">Whether they stay with size 1.</param>
internal abstract record ReductionOp<TSelf>(Dims Dims, bool KeepDim) : Op where TSelf : ReductionOp<TSelf>, IOp<TSelf>
{
    protected internal sealed override int Arity => 1;

    protected internal override bool AcceptsStrides => true;

    protected internal override Promotion Promotion => Promotion.None;

    /// <summary>The cotangent of x; given ones for dy it is the slope of each output in each of its elements.</summary>
    /// <param name="dy">Cotangent of y, with the reduced dims of size 1.</param>
    /// <param name="x">The input, if saved.</param>
    /// <param name="y">The output, if saved, with the reduced dims of size 1.</param>
    /// <returns>A term of x's shape.</returns>
    protected abstract Variable Pullback(Variable dy, Variable x, Variable? y);

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].DType.IsFloat()
        ? new TensorSpec(Ops.ReducedShape.Of(inputs[0].Shape, Dims, KeepDim, Name), inputs[0].DType)
        : throw Errors.FloatExpected(Name, inputs[0].DType);

    protected internal sealed override void Pullback(in PullbackContext context)
    {
        if (!context.Needs(0))
        {
            return;
        }

        Shape shape = context.ShapeOf(0);
        Variable? y = (Saves & Saved.Output) != 0 ? Ops.ReducedShape.Kept(context.Y(), shape, Dims, Name) : null;
        context.Add(0, Pullback(Ops.ReducedShape.Kept(context.Dy(), shape, Dims, Name), context.XOrNotSaved(0), y));
    }

    protected internal sealed override Variable?[]? Tangent(in TangentContext context)
    {
        if (context.Tx(0) is not { } tx)
        {
            return [null];
        }

        Variable x = context.X(0), y = Ops.ReducedShape.Kept(context.Y(), x.Shape, Dims, Name);
        return [(tx * Pullback(Tensor.Ones(y.Shape, y.DType), x, y)).Sum(Dims, KeepDim)];
    }

    protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => inputs[0].Shape.NumEl;

    /// <summary>The dims as a mask for a tensor of this shape.</summary>
    protected ulong Mask(Shape shape) => Dims.Mask(shape, Name);
}
