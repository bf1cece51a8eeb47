namespace AutoGrad;

/// <summary>An elementwise op of two inputs that broadcast. Diagonal in each, so the reverse rules serve forward mode too.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
public abstract record BinaryRule<TSelf> : Op where TSelf : BinaryRule<TSelf>, IOp<TSelf>
{
    /// <inheritdoc/>
    protected internal override int Arity => 2;

    /// <inheritdoc/>
    protected internal override bool? IsBatchwise => true;

    /// <summary>Cotangent of a; called only when a needs one. The engine sums broadcast dimensions.</summary>
    /// <param name="dy">Cotangent of y.</param>
    /// <param name="a">First input, if saved.</param>
    /// <param name="b">Second input, if saved.</param>
    /// <param name="y">Output, if saved.</param>
    /// <returns>A term of y's shape.</returns>
    protected abstract Variable PullbackA(Variable dy, Variable a, Variable b, Variable y);

    /// <summary>Cotangent of b; called only when b needs one. The engine sums broadcast dimensions.</summary>
    /// <param name="dy">Cotangent of y.</param>
    /// <param name="a">First input, if saved.</param>
    /// <param name="b">Second input, if saved.</param>
    /// <param name="y">Output, if saved.</param>
    /// <returns>A term of y's shape.</returns>
    protected abstract Variable PullbackB(Variable dy, Variable a, Variable b, Variable y);

    /// <inheritdoc/>
    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].Shape == inputs[1].Shape ? inputs[0]
        : new(Shape.Broadcast(inputs[0].Shape, inputs[1].Shape, Name), inputs[0].DType);

    /// <inheritdoc/>
    protected internal sealed override void Pullback(in PullbackContext context)
    {
        Variable a = context.XOrNotSaved(0), b = context.XOrNotSaved(1), y = context.YOrNotSaved(), dy = context.Dy();
        if (context.Needs(0))
        {
            context.Add(0, PullbackA(dy, a, b, y));
        }

        if (context.Needs(1))
        {
            context.Add(1, PullbackB(dy, a, b, y));
        }
    }

    /// <inheritdoc/>
    protected internal sealed override Variable?[]? Tangent(in TangentContext context)
    {
        Variable a = context.X(0), b = context.X(1), y = context.Y();
        Variable? sum = TangentContext.Sum(
            context.Tx(0) is { } ta ? PullbackA(ta, a, b, y) : null,
            context.Tx(1) is { } tb ? PullbackB(tb, a, b, y) : null);
        return [sum is null || sum.Shape == y.Shape ? sum : Recorder.Apply(new Ops.Expand(y.Shape), sum)];
    }
}
