using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The gradients of attention in one kernel: dq, dk, dv and, if wanted, that of the mask before broadcasting, from q, k, v, the rows' logarithms, dy and the mask, if there is one.</summary>
internal sealed record ScaledDotProductAttentionGrad(double Scale, bool IsCausal, bool NeedsMask) : Primitive
{
    public override int OutputCount => 4;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        (outputs[0], outputs[1], outputs[2]) = (inputs[0], inputs[1], inputs[2]);
        Shape q = inputs[0].Shape;
        outputs[3] = new TensorSpec(NeedsMask ? [q[0], q[1], q[2], inputs[1].Shape[2]] : [0], inputs[0].DType);
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

    private unsafe void Run<T>(in KernelContext context) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        AttentionSizes s = context.InputCount > 5
            ? ScaledDotProductAttention.Sizes(Name, [context.InputSpec(0), context.InputSpec(1), context.InputSpec(2), context.InputSpec(5)], Scale, IsCausal)
            : ScaledDotProductAttention.Sizes(Name, [context.InputSpec(0), context.InputSpec(1), context.InputSpec(2)], Scale, IsCausal);
        fixed (T* q = context.Input<T>(0), k = context.Input<T>(1), v = context.Input<T>(2), dy = context.Input<T>(4))
        fixed (double* lse = context.Input<double>(3))
        fixed (T* dq = context.Output<T>(), dk = context.Output<T>(1), dv = context.Output<T>(2), dscores = context.Output<T>(3))
        fixed (byte* allowed = ScaledDotProductAttention.Allowed(context, 5))
        fixed (T* added = ScaledDotProductAttention.Added<T>(context, 5))
        {
            AttentionKernel<T>.Backward(
                s, new AttentionMask<T> { Allowed = allowed, Added = added }, q, k, v, lse, dy, dq, dk, dv, NeedsMask ? dscores : null);
        }
    }
}
