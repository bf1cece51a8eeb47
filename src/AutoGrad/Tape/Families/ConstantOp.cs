namespace AutoGrad;

/// <summary>An op without a derivative (comparisons, rounding to integers, indices): declared, not forgotten. Its outputs never require gradients.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
public abstract record ConstantOp<TSelf> : Op where TSelf : ConstantOp<TSelf>, IOp<TSelf>
{
    /// <inheritdoc/>
    protected internal sealed override bool IsDifferentiable => false;

    /// <summary>True: an op without a slope is flat between its jumps, and code may branch on what it gives.</summary>
    protected internal override bool IsPiecewise => true;

    /// <summary>Reports the output itself as the branches taken, if it is not floating-point.</summary>
    /// <param name="inputs">The inputs' values.</param>
    /// <param name="output">The first output's value.</param>
    /// <param name="recorder">Receives branch bits.</param>
    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
    {
        if (!output.DType.IsFloat())
        {
            foreach (double value in output.ToDoubles())
            {
                recorder.Branch((long)value);
            }
        }
    }

    /// <inheritdoc/>
    protected internal sealed override void Pullback(in PullbackContext context) => throw new System.Diagnostics.UnreachableException();
}
