using System.Numerics;
using System.Runtime.CompilerServices;
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

    internal sealed override bool IsBuiltIn => true;

    internal sealed override bool IsInline(int inputs) => inputs == 2;

    /// <summary>Floats of one shape skip inference and dispatch, and scalars the loop too: most of the cost of a small graph.</summary>
    internal sealed override Tensor Run(params ReadOnlySpan<Tensor> inputs)
    {
        Tensor a = inputs[0], b = inputs[1], y;
        if (Elementwise.AreScalars(a, b))
        {
            Scalars(y = CpuBackend.AllocateScalar(a.DType), a, b, adds: false);
        }
        else if (Elementwise.AreAlike(a, b))
        {
            Loop(y = Backend.Cpu.Allocate(a.Spec), a, b, adds: false);
        }
        else
        {
            y = base.Run(inputs);
        }

        return y;
    }

    internal sealed override void RunInto(Tensor output, WriteMode mode, params ReadOnlySpan<Tensor> inputs)
    {
        Tensor a = inputs[0], b = inputs[1];
        if (Elementwise.AreScalars(a, b) && output.Rank == 0)
        {
            Scalars(output, a, b, mode == WriteMode.Accumulate);
        }
        else if (Elementwise.AreAlike(a, b) && output.Shape == a.Shape)
        {
            Loop(output, a, b, mode == WriteMode.Accumulate);
        }
        else
        {
            base.RunInto(output, mode, inputs);
            return;
        }

        output.Bump();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Scalars(Tensor y, Tensor a, Tensor b, bool adds)
    {
        if (a.DType == DType.Float32)
        {
            Elementwise.Put(y, Kernel.Apply(Vector.Create(a.First<float>()), Vector.Create(b.First<float>()))[0], adds);
        }
        else
        {
            Elementwise.Put(y, Kernel.Apply(Vector.Create(a.First<double>()), Vector.Create(b.First<double>()))[0], adds);
        }
    }

    private void Loop(Tensor y, Tensor a, Tensor b, bool adds)
    {
        TKernel kernel = Kernel;
        Elementwise.RunAlike(LoopFor(a.DType), &kernel, y, adds, a, b);
        GC.KeepAlive(a); // their memory is the pool's
        GC.KeepAlive(b);
        GC.KeepAlive(y);
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
