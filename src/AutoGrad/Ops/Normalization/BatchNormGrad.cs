using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The gradients of batch normalisation in one kernel: dx (empty if nobody wants it), dweight and dbias from dy, x, mean, variance and, if there is one, weight.</summary>
internal sealed record BatchNormGrad(double Eps, bool ConstantStatistics, bool NeedsInput) : Primitive
{
    public override int OutputCount => 3;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => NeedsInput ? inputs[1] : inputs[1] with { Shape = [0] };

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = outputs[2] = inputs[2];
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
        fixed (T* dy = context.Input<T>(0), x = context.Input<T>(1), mean = context.Input<T>(2), variance = context.Input<T>(3))
        fixed (T* weight = context.InputCount > 4 ? context.Input<T>(4) : default, dx = context.Output<T>(), dweight = context.Output<T>(1), dbias = context.Output<T>(2))
        {
            BatchNormKernel<T>.Backward(
                dy, x, weight, mean, variance, NeedsInput ? dx : null, dweight, dbias, s[0], s[1], s.NumEl / Math.Max(1, s[0] * s[1]), Eps, ConstantStatistics);
        }
    }

    /// <summary>Computes and hands on the gradients of either form of batch normalisation.</summary>
    internal static void Run(in PullbackContext context, double eps, bool constantStatistics, NormAffine affine, int first, Tensor mean, Tensor variance)
    {
        var op = new BatchNormGrad(eps, constantStatistics, context.Needs(0));
        Tensor dy = context.Dy().Data, x = context.X(0).Data;
        Tensor[] d = affine.HasWeight ? op.RunAll(dy, x, mean, variance, context.X(first).Data) : op.RunAll(dy, x, mean, variance);
        context.Add(0, d[0]);
        if (affine.HasWeight)
        {
            context.Add(affine.Weight(first), d[1]);
        }

        if (affine.HasBias)
        {
            context.Add(affine.Bias(first), d[2]);
        }
    }
}
