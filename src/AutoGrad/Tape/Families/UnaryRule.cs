namespace AutoGrad;

/// <summary>An elementwise op of one input. Its Jacobian is diagonal, so one statement of the rule serves both modes.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
public abstract record UnaryRule<TSelf> : Op where TSelf : UnaryRule<TSelf>, IOp<TSelf>
{
    /// <inheritdoc/>
    protected internal override int Arity => 1;

    /// <inheritdoc/>
    protected internal override Promotion Promotion => Promotion.Float;

    /// <inheritdoc/>
    protected internal override bool? IsBatchwise => true;

    /// <summary>dx = dy · f'(x), in differentiable operations; given a tangent for dy it is the forward rule.</summary>
    /// <param name="dy">Cotangent of y.</param>
    /// <param name="x">The input, if <see cref="Op.Saves"/> names it.</param>
    /// <param name="y">The output, if <see cref="Op.Saves"/> names it.</param>
    /// <returns>The cotangent of x.</returns>
    protected abstract Variable Pullback(Variable dy, Variable x, Variable y);

    /// <inheritdoc/>
    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    /// <inheritdoc/>
    protected internal sealed override void Pullback(in PullbackContext context)
    {
        if (context.Needs(0))
        {
            context.Add(0, Pullback(context.Dy(), context.XOrNotSaved(0), context.YOrNotSaved()));
        }
    }

    /// <inheritdoc/>
    protected internal sealed override Variable?[]? Tangent(in TangentContext context) =>
        [context.Tx(0) is { } tx ? Pullback(tx, context.X(0), context.Y()) : null];
}
