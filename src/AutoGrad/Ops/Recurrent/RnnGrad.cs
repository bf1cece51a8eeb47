using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The gradients of <see cref="Rnn"/> in one kernel: those of share, h0 and w from dhidden, h0, w and hidden.</summary>
internal sealed record RnnGrad(bool Relu, bool Reverse) : Primitive
{
    public override int OutputCount => 3;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs) =>
        (outputs[0], outputs[1], outputs[2]) = (inputs[0], inputs[1], inputs[2]);

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
        fixed (T* dhidden = context.Input<T>(0), h0 = context.Input<T>(1), w = context.Input<T>(2), hidden = context.Input<T>(3))
        fixed (T* dshare = context.Output<T>(), dh0 = context.Output<T>(1), dw = context.Output<T>(2))
        {
            RnnKernel<T>.Backward(new Sequence(y[0], y[1], y[2], Reverse), Relu, dhidden, h0, w, hidden, dshare, dh0, dw);
        }
    }
}
