using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>An elementwise op of three inputs of one dtype with a vector kernel; the family of the library's own ops.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
/// <typeparam name="TKernel">A readonly struct with the formula and its parameters.</typeparam>
internal abstract unsafe record TernaryOp<TSelf, TKernel> : TernaryRule<TSelf>
    where TSelf : TernaryOp<TSelf, TKernel>, IOp<TSelf>
    where TKernel : unmanaged, ITernaryKernel
{
    /// <summary>The kernel with this op's parameters.</summary>
    protected virtual TKernel Kernel => default;

    protected internal override bool AcceptsStrides => true;

    protected internal override bool AcceptsAccumulate => true;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        inputs[0].DType != DType.Bool ? base.Infer(inputs) : throw Errors.BoolArithmetic(Name);

    protected internal override void Forward(in KernelContext context)
    {
        TKernel kernel = Kernel;
        Elementwise.Run(LoopFor(context.InputSpec(0).DType), &kernel, context.Out(), context.Accumulates, context.In(0), context.In(1), context.In(2));
    }

    private static delegate*<byte**, nint, void*, void> LoopFor(DType dtype) => dtype switch
    {
        DType.Float32 => &Loops.Ternary<TKernel, float>,
        DType.Float64 => &Loops.Ternary<TKernel, double>,
        DType.Int32 => &Loops.Ternary<TKernel, int>,
        DType.Int64 => &Loops.Ternary<TKernel, long>,
        _ => &Loops.Ternary<TKernel, byte>,
    };
}
