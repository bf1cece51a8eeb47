namespace AutoGrad;

/// <summary>Every element becomes one value.</summary>
internal sealed record Fill(Scalar Value) : Primitive
{
    protected internal override bool AcceptsStrides => true;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    protected internal override void Forward(in KernelContext context)
    {
        Tensor y = context.Out();
        if (y.IsContiguous)
        {
            y.FillDense(Value);
        }
        else
        {
            var one = new Tensor(Shape.Scalar, y.DType, Backend.CpuId); // 16 bytes lie in the tensor itself
            one.FillDense(Value);
            Elementwise.Copy(y, one, accumulate: false);
        }
    }
}
