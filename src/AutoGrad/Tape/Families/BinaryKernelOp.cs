using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>An elementwise op of two inputs with a vector kernel; the family of the library's own ops.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
/// <typeparam name="TKernel">A readonly struct with the formula and its parameters.</typeparam>
internal abstract unsafe record BinaryOp<TSelf, TKernel> : BinaryRule<TSelf>
    where TSelf : BinaryOp<TSelf, TKernel>, IOp<TSelf>
    where TKernel : unmanaged, IBinaryKernel
{
    /// <summary>The kernel with this op's parameters.</summary>
    protected virtual TKernel Kernel => default;

    /// <summary>Whether it is defined on Bool, where the kernel works on bytes 0 and 1 and must give one of them.</summary>
    protected virtual bool AllowsBool => false;

    protected internal override bool AcceptsStrides => true;

    protected internal override bool AcceptsAccumulate => true;

    /// <summary>Scalars skip inference and the strided driver: half the cost of a small graph.</summary>
    internal sealed override Tensor Run(params ReadOnlySpan<Tensor> inputs)
    {
        Tensor a = inputs[0], b = inputs[1];
        if (a.Rank != 0 || b.Rank != 0 || a.BackendId != Backend.CpuId || a.DType != b.DType || !a.DType.IsFloat())
        {
            return base.Run(inputs);
        }

        Tensor y = CpuBackend.AllocateScalar(a.DType);
        TKernel kernel = Kernel;
        if (a.DType == DType.Float32)
        {
            y.First<float>() = kernel.Apply(Vector.Create(a.First<float>()), Vector.Create(b.First<float>()))[0];
        }
        else
        {
            y.First<double>() = kernel.Apply(Vector.Create(a.First<double>()), Vector.Create(b.First<double>()))[0];
        }

        return y;
    }

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        inputs[0].DType != DType.Bool || AllowsBool ? base.Infer(inputs) : throw Errors.BoolArithmetic(Name);

    protected internal override void Forward(in KernelContext context)
    {
        TKernel kernel = Kernel;
        Elementwise.Run(LoopFor(context.InputSpec(0).DType), &kernel, context.Out(), context.Accumulates, context.In(0), context.In(1));
    }

    private static delegate*<byte**, nint, void*, void> LoopFor(DType dtype) => dtype switch
    {
        DType.Float32 => &Loops.Binary<TKernel, float>,
        DType.Float64 => &Loops.Binary<TKernel, double>,
        DType.Int32 => &Loops.Binary<TKernel, int>,
        DType.Int64 => &Loops.Binary<TKernel, long>,
        _ => &Loops.Binary<TKernel, byte>,
    };
}
