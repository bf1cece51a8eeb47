using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>A predicate of two tensors, element by element with broadcasting, in their common dtype. Gives Bool, so it carries no gradient.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
/// <typeparam name="TKernel">A readonly struct with the predicate and its parameters.</typeparam>
internal abstract unsafe record CompareOp<TSelf, TKernel> : ConstantOp<TSelf>
    where TSelf : CompareOp<TSelf, TKernel>, IOp<TSelf>
    where TKernel : unmanaged, ICompareKernel
{
    /// <summary>The kernel with this op's parameters.</summary>
    protected virtual TKernel Kernel => default;

    protected internal sealed override int Arity => 2;

    protected internal sealed override bool AcceptsStrides => true;

    protected internal sealed override bool? IsBatchwise => true;

    protected internal sealed override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        new(Shape.Broadcast(inputs[0].Shape, inputs[1].Shape, Name), DType.Bool);

    protected internal sealed override void Forward(in KernelContext context)
    {
        TKernel kernel = Kernel;
        Elementwise.Run(LoopFor(context.InputSpec(0).DType), &kernel, context.Out(), context.Accumulates, context.In(0), context.In(1));
    }

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
    {
        base.Pieces(inputs, output, recorder);
        if (inputs[0].DType.IsFloat() || inputs[1].DType.IsFloat())
        {
            recorder.Order(Name, inputs[0], inputs[1]);
        }
    }

    private static delegate*<byte**, nint, void*, void> LoopFor(DType dtype) => dtype switch
    {
        DType.Float32 => &Loops.Compare<TKernel, float>,
        DType.Float64 => &Loops.Compare<TKernel, double>,
        DType.Int32 => &Loops.Compare<TKernel, int>,
        DType.Int64 => &Loops.Compare<TKernel, long>,
        _ => &Loops.Compare<TKernel, byte>,
    };
}
