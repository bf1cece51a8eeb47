using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>An elementwise op on the bits of two integer tensors that broadcast; on Bool too where it says so. Integers carry no gradient.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
/// <typeparam name="TKernel">A readonly struct with the formula.</typeparam>
internal abstract unsafe record IntegerOp<TSelf, TKernel> : ConstantOp<TSelf>
    where TSelf : IntegerOp<TSelf, TKernel>, IOp<TSelf>
    where TKernel : unmanaged, IBinaryKernel
{
    /// <summary>Whether it is defined on Bool, where the kernel works on bytes 0 and 1 and must give one of them.</summary>
    protected virtual bool AllowsBool => true;

    protected internal sealed override int Arity => 2;

    protected internal sealed override bool AcceptsStrides => true;

    protected internal sealed override bool? IsBatchwise => true;

    protected internal sealed override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        DType dtype = inputs[0].DType;
        return dtype.IsFloat() ? throw Errors.DType(Name, dtype, DType.Int64, $"works on bits, and {dtype} is not an integer. Convert with To(DType.Int64).")
            : dtype == DType.Bool && !AllowsBool ? throw Errors.BoolArithmetic(Name)
            : new TensorSpec(Shape.Broadcast(inputs[0].Shape, inputs[1].Shape, Name), dtype);
    }

    protected internal sealed override void Forward(in KernelContext context)
    {
        TKernel kernel = default;
        Elementwise.Run(LoopFor(context.InputSpec(0).DType), &kernel, context.Out(), context.Accumulates, context.In(0), context.In(1));
    }

    private static delegate*<byte**, nint, void*, void> LoopFor(DType dtype) => dtype switch
    {
        DType.Int32 => &Loops.Binary<TKernel, int>,
        DType.Int64 => &Loops.Binary<TKernel, long>,
        _ => &Loops.Binary<TKernel, byte>,
    };
}
