namespace AutoGrad;

/// <summary>An op that shows several parts of one tensor without copying. One node for all parts, so the gradients are joined once and backward is linear in the size.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
internal abstract record ViewsOp<TSelf> : Op where TSelf : ViewsOp<TSelf>, IOp<TSelf>
{
    protected internal sealed override int Arity => 1;

    protected internal sealed override Promotion Promotion => Promotion.None;

    protected internal sealed override bool AcceptsStrides => true;

    protected internal sealed override bool AcceptsAccumulate => true;

    /// <summary>The parts; validates its parameters against the shape.</summary>
    protected abstract Tensor[] Views(Tensor x);

    /// <summary>dx from the cotangents of all parts: the adjoint of taking apart.</summary>
    protected abstract Variable Join(Variable[] dys);

    internal sealed override Tensor Run(params ReadOnlySpan<Tensor> inputs) => Views(inputs[0])[0];

    internal sealed override Tensor[] RunAll(params ReadOnlySpan<Tensor> inputs) => Views(inputs[0]);

    protected internal sealed override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        var outputs = new TensorSpec[OutputCount];
        InferAll(inputs, outputs);
        return outputs[0];
    }

    protected internal abstract override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs);

    protected internal sealed override void Forward(in KernelContext context)
    {
        Tensor[] parts = Views(context.In(0));
        for (int k = 0; k < parts.Length; k++)
        {
            Elementwise.Copy(context.Out(k), parts[k], context.Accumulates);
        }
    }

    protected internal sealed override void Pullback(in PullbackContext context)
    {
        if (!context.Needs(0))
        {
            return;
        }

        Variable?[] dys = context.Dys;
        if (Array.IndexOf(dys, null) >= 0)
        {
            FillUnused(dys, context.ShapeOf(0));
        }

        context.Add(0, Join(dys!));
    }

    /// <summary>A part that nobody used costs a stride of zero, not memory.</summary>
    private void FillUnused(Variable?[] dys, Shape xShape)
    {
        var specs = new TensorSpec[dys.Length];
        var from = new TensorSpec(xShape, Array.Find(dys, static dy => dy is not null)!.DType);
        InferAll(new ReadOnlySpan<TensorSpec>(in from), specs);
        Variable nothing = Tensor.Zeros(Shape.Scalar, from.DType);
        for (int k = 0; k < dys.Length; k++)
        {
            dys[k] ??= nothing.Expand(specs[k].Shape);
        }
    }

    protected internal sealed override Variable?[]? Tangent(in TangentContext context) =>
        context.Tx(0) is { } tx ? ApplyAll(tx) : new Variable?[OutputCount];

    protected internal sealed override long Flops(ReadOnlySpan<TensorSpec> inputs) => 0;
}
