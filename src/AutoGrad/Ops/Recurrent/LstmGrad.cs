using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The gradients of <see cref="Lstm"/> in one kernel: those of share, h0, c0 and w from dhidden, h0, c0, w, hidden, cell, gates and, if WithCell, dcell.</summary>
internal sealed record LstmGrad(bool Reverse, bool WithCell) : Primitive
{
    public override int OutputCount => 4;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[6];

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs) =>
        (outputs[0], outputs[1], outputs[2], outputs[3]) = (inputs[6], inputs[1], inputs[2], inputs[3]);

    protected internal override void Forward(in KernelContext context)
    {
        if (context.InputSpec(0).DType == DType.Float32)
        {
            Run<float>(context);
        }
        else
        {
            Run<double>(context);
        }
    }

    private unsafe void Run<T>(in KernelContext context) where T : unmanaged, INumber<T>
    {
        Shape y = context.InputSpec(0).Shape;
        fixed (T* dhidden = context.Input<T>(0), h0 = context.Input<T>(1), c0 = context.Input<T>(2), w = context.Input<T>(3))
        fixed (T* hidden = context.Input<T>(4), cell = context.Input<T>(5), gates = context.Input<T>(6), dcell = WithCell ? context.Input<T>(7) : default)
        fixed (T* dshare = context.Output<T>(), dh0 = context.Output<T>(1), dc0 = context.Output<T>(2), dw = context.Output<T>(3))
        {
            LstmKernel<T>.Backward(new Sequence(y[0], y[1], y[2], Reverse), dhidden, dcell, h0, c0, w, hidden, cell, gates, dshare, dh0, dc0, dw);
        }
    }
}
