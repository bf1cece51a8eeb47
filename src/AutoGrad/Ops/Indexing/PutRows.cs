namespace AutoGrad.Ops;

/// <summary>The first input with rows of the second at listed indices of one dimension, in place where the output is the first input.</summary>
/// <param name="Dim">The dimension.</param>
internal sealed record PutRows(int Dim) : Primitive
{
    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    protected internal override void Forward(in KernelContext context)
    {
        Tensor x = context.In(0), y = context.Out();
        if (!ReferenceEquals(x, y))
        {
            TensorCopy.Copy(x, y);
        }

        RowIndexing.Scatter(y, context.In(1), context.In(2), Dim);
    }
}
