namespace AutoGrad;

/// <summary>An op without a derivative (comparisons, rounding to integers, indices): declared, not forgotten. Its outputs never require gradients.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
public abstract record ConstantOp<TSelf> : Op where TSelf : ConstantOp<TSelf>, IOp<TSelf>
{
    /// <inheritdoc/>
    protected internal sealed override bool IsDifferentiable => false;

    /// <inheritdoc/>
    protected internal sealed override void Pullback(in PullbackContext context) => throw new System.Diagnostics.UnreachableException();
}
