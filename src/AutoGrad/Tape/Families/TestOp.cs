using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>A predicate of each element. Gives Bool, so it carries no gradient.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
/// <typeparam name="TKernel">A readonly struct with the predicate.</typeparam>
internal abstract unsafe record TestOp<TSelf, TKernel> : ConstantOp<TSelf>
    where TSelf : TestOp<TSelf, TKernel>, IOp<TSelf>
    where TKernel : unmanaged, ITestKernel
{
    protected internal sealed override int Arity => 1;

    protected internal sealed override Promotion Promotion => Promotion.None;

    protected internal sealed override bool AcceptsStrides => true;

    protected internal sealed override bool? IsBatchwise => true;

    protected internal sealed override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(inputs[0].Shape, DType.Bool);

    protected internal sealed override void Forward(in KernelContext context)
    {
        TKernel kernel = default;
        Elementwise.Run(LoopFor(context.InputSpec(0).DType), &kernel, context.Out(), context.Accumulates, context.In(0));
    }

    private static delegate*<byte**, nint, void*, void> LoopFor(DType dtype) => dtype switch
    {
        DType.Float32 => &Loops.Test<TKernel, float>,
        DType.Float64 => &Loops.Test<TKernel, double>,
        DType.Int32 => &Loops.Test<TKernel, int>,
        DType.Int64 => &Loops.Test<TKernel, long>,
        _ => &Loops.Test<TKernel, byte>,
    };
}
