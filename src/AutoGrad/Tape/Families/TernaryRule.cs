namespace AutoGrad;

/// <summary>An elementwise op of three inputs that broadcast. Diagonal in each, so the reverse rules serve forward mode too.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
internal abstract record TernaryRule<TSelf> : Op where TSelf : TernaryRule<TSelf>, IOp<TSelf>
{
    protected internal override bool? IsBatchwise => true;

    /// <summary>Cotangent of the first input; called only when it needs one. The engine sums broadcast dimensions.</summary>
    protected abstract Variable PullbackA(Variable dy, Variable a, Variable b, Variable c);

    /// <summary>Cotangent of the second input; called only when it needs one.</summary>
    protected abstract Variable PullbackB(Variable dy, Variable a, Variable b, Variable c);

    /// <summary>Cotangent of the third input; called only when it needs one.</summary>
    protected abstract Variable PullbackC(Variable dy, Variable a, Variable b, Variable c);

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        new(Shape.Broadcast(Shape.Broadcast(inputs[0].Shape, inputs[1].Shape, Name), inputs[2].Shape, Name), inputs[1].DType);

    protected internal sealed override void Pullback(in PullbackContext context)
    {
        Variable a = context.XOrNotSaved(0), b = context.XOrNotSaved(1), c = context.XOrNotSaved(2), dy = context.Dy();
        if (context.Needs(0))
        {
            context.Add(0, PullbackA(dy, a, b, c));
        }

        if (context.Needs(1))
        {
            context.Add(1, PullbackB(dy, a, b, c));
        }

        if (context.Needs(2))
        {
            context.Add(2, PullbackC(dy, a, b, c));
        }
    }

    protected internal sealed override Variable?[]? Tangent(in TangentContext context)
    {
        Variable a = context.X(0), b = context.X(1), c = context.X(2);
        Shape shape = context.Y().Shape;
        Variable? sum = TangentContext.Sum(
            TangentContext.Sum(
                context.Tx(0) is { } ta ? PullbackA(ta, a, b, c) : null,
                context.Tx(1) is { } tb ? PullbackB(tb, a, b, c) : null),
            context.Tx(2) is { } tc ? PullbackC(tc, a, b, c) : null);
        return [sum is null || sum.Shape == shape ? sum : Recorder.Apply(new Ops.Expand(shape), sum)];
    }
}
