using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The gradients of <see cref="Gru"/> in one kernel: those of share, h0, w and bias from dhidden, h0, w, hidden and gates. The last output is the kernel's working memory.</summary>
internal sealed record GruGrad(bool Reverse) : Primitive
{
    public override int OutputCount => 5;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape y = inputs[0].Shape;
        return new TensorSpec([y[0], y[1], 3 * y[2]], inputs[0].DType);
    }

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = outputs[4] = Infer(inputs);
        outputs[1] = inputs[1];
        outputs[2] = inputs[2];
        outputs[3] = new TensorSpec([inputs[2].Shape[0]], inputs[0].DType);
    }

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
        fixed (T* dhidden = context.Input<T>(0), h0 = context.Input<T>(1), w = context.Input<T>(2), hidden = context.Input<T>(3), gates = context.Input<T>(4))
        fixed (T* dshare = context.Output<T>(), dh0 = context.Output<T>(1), dw = context.Output<T>(2), dbias = context.Output<T>(3), dstate = context.Output<T>(4))
        {
            GruKernel<T>.Backward(new Sequence(y[0], y[1], y[2], Reverse), dhidden, h0, w, hidden, gates, dshare, dstate, dh0, dw, dbias);
        }
    }
}
