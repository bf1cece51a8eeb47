namespace AutoGrad;

/// <summary>An op that gives other metadata to the same memory. Linear, so it is its own tangent.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
internal abstract record ViewOp<TSelf> : Op where TSelf : ViewOp<TSelf>, IOp<TSelf>
{
    protected internal sealed override int Arity => 1;

    protected internal sealed override Promotion Promotion => Promotion.None;

    protected internal override bool AcceptsStrides => true;

    protected internal override bool AcceptsAccumulate => true;

    /// <summary>The view; validates its parameters against the shape.</summary>
    protected internal abstract Tensor View(Tensor x);

    /// <summary>dx from dy: the adjoint of the view.</summary>
    protected abstract Variable Pullback(Variable dy, Shape xShape);

    internal sealed override Tensor Run(params ReadOnlySpan<Tensor> inputs) => View(inputs[0]);

    protected internal sealed override void Forward(in KernelContext context) => Elementwise.Copy(context.Out(), View(context.In(0)), context.Accumulates);

    protected internal sealed override void Pullback(in PullbackContext context)
    {
        if (context.Needs(0))
        {
            context.Add(0, Pullback(context.Dy(), context.ShapeOf(0)));
        }
    }

    protected internal sealed override Variable?[]? Tangent(in TangentContext context) => [context.Tx(0) is { } tx ? Apply(tx) : null];

    protected internal sealed override long Flops(ReadOnlySpan<TensorSpec> inputs) => 0;
}
