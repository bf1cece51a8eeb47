namespace AutoGrad;

/// <summary>An op linear in its first input, whose second (indices, a mask) is data: lookups and their adjoints.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
internal abstract record IndexedOp<TSelf> : Op where TSelf : IndexedOp<TSelf>, IOp<TSelf>
{
    protected internal sealed override int Arity => 2;

    protected internal sealed override Promotion Promotion => Promotion.None;

    /// <summary>The indices; the first input is not read.</summary>
    protected internal sealed override Saved Saves => Saved.B;

    /// <summary>dx from dy: the adjoint, in differentiable operations.</summary>
    /// <param name="dy">Cotangent of the output.</param>
    /// <param name="index">The second input.</param>
    /// <param name="xShape">Shape of the first input.</param>
    protected abstract Variable Pullback(Variable dy, Variable index, Shape xShape);

    /// <summary>The tangent of the output; the op itself unless it also writes constants.</summary>
    protected virtual Variable TangentOf(Variable tx, Variable index) => Apply(tx, index);

    protected internal sealed override void Pullback(in PullbackContext context)
    {
        if (context.Needs(0))
        {
            context.Add(0, Pullback(context.Dy(), context.X(1), context.ShapeOf(0)));
        }
    }

    protected internal sealed override Variable?[]? Tangent(in TangentContext context) => [context.Tx(0) is { } tx ? TangentOf(tx, context.X(1)) : null];
}
