using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The gradients of group normalisation in one kernel: dx, dweight and dbias from dy, x, mean, rstd and, if there is one, weight.</summary>
internal sealed record GroupNormGrad(int Groups) : Primitive
{
    public override int OutputCount => 3;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[1];

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = inputs[1];
        outputs[1] = outputs[2] = new TensorSpec([inputs[1].Shape[1]], inputs[1].DType);
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

    private unsafe void Run<T>(in KernelContext context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape s = context.InputSpec(1).Shape;
        fixed (T* dy = context.Input<T>(0), x = context.Input<T>(1), mean = context.Input<T>(2), rstd = context.Input<T>(3))
        fixed (T* weight = context.InputCount > 4 ? context.Input<T>(4) : default, dx = context.Output<T>(), dweight = context.Output<T>(1), dbias = context.Output<T>(2))
        {
            GroupNormKernel<T>.Backward(dy, x, weight, mean, rstd, dx, dweight, dbias, s[0], s[1], s.NumEl / Math.Max(1, s[0] * s[1]), Groups);
        }
    }
}
