namespace AutoGrad.Ops;

/// <summary>dW = dyᵀ x over all rows: dy [..., out] and x [..., in] to [out, in], without a view for each flattening and transposition.</summary>
internal sealed record LinearWeightGrad : Primitive
{
    internal static readonly LinearWeightGrad Instance = new();

    protected internal override bool AcceptsStrides => true;

    protected internal override bool AcceptsAccumulate => false;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new([inputs[0].Shape[^1], inputs[1].Shape[^1]], inputs[0].DType);

    protected internal override void Forward(in KernelContext context)
    {
        Tensor dy = context.In(0), x = context.In(1), dw = context.Out();
        if (dw.NumEl > 0)
        {
            Linear.Matrix rows = Linear.AsRows(ref dy), columns = Linear.AsRows(ref x);
            Linear.Multiply(rows.Transposed, dy, columns, x, dw, accumulates: false);
        }
    }

    protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => 2L * inputs[0].Shape.NumEl * inputs[1].Shape[^1];
}
