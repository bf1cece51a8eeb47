namespace AutoGrad;

/// <summary>An op linear in its one input: it is its own tangent, and its adjoint is its pullback.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
public abstract record LinearOp<TSelf> : Op where TSelf : LinearOp<TSelf>, IOp<TSelf>
{
    /// <inheritdoc/>
    protected internal sealed override int Arity => 1;

    /// <inheritdoc/>
    protected internal override Promotion Promotion => Promotion.None;

    /// <summary>dx from dy: the adjoint, in differentiable operations.</summary>
    /// <param name="dy">Cotangent of the output.</param>
    /// <param name="xShape">Shape of the input.</param>
    /// <returns>Cotangent of the input.</returns>
    protected abstract Variable Pullback(Variable dy, Shape xShape);

    /// <inheritdoc/>
    protected internal sealed override void Pullback(in PullbackContext context)
    {
        if (context.Needs(0))
        {
            context.Add(0, Pullback(context.Dy(), context.ShapeOf(0)));
        }
    }

    /// <inheritdoc/>
    protected internal sealed override Variable?[]? Tangent(in TangentContext context) => [context.Tx(0) is { } tx ? Apply(tx) : null];
}
