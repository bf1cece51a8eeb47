using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The gradients of a normalisation of rows in one kernel: dx, dweight and dbias from dy, x, rstd, then mean if rows are centred, then weight if there is one.</summary>
internal sealed record RowNormGrad(Shape Normalized, bool IsCentred, NormAffine Affine) : Primitive
{
    public override int OutputCount => 3;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[1];

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = inputs[1];
        outputs[1] = new TensorSpec(Affine.HasWeight ? Normalized : [0], inputs[1].DType);
        outputs[2] = new TensorSpec(Affine.HasBias ? Normalized : [0], inputs[1].DType);
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
        int w = IsCentred ? 4 : 3;
        fixed (T* dy = context.Input<T>(0), x = context.Input<T>(1), rstd = context.Input<T>(2), mean = IsCentred ? context.Input<T>(3) : default)
        fixed (T* weight = Affine.HasWeight ? context.Input<T>(w) : default, dx = context.Output<T>(), dweight = context.Output<T>(1), dbias = context.Output<T>(2))
        {
            RowNormKernel<T>.Backward(
                dy, x, weight, mean, rstd, dx, Affine.HasWeight ? dweight : null, Affine.HasBias ? dbias : null, context.InputSpec(2).Shape.NumEl, Normalized.NumEl);
        }
    }

    /// <summary>Computes and hands on the gradients; mean is null where rows are not centred.</summary>
    internal static void Run(in PullbackContext context, Shape normalized, NormAffine affine, Tensor? mean, Tensor rstd)
    {
        var op = new RowNormGrad(normalized, mean is not null, affine);
        Tensor dy = context.Dy().Data, x = context.X(0).Data;
        Tensor? weight = affine.HasWeight ? context.X(1).Data : null;
        Tensor[] d = mean is null
            ? weight is null ? op.RunAll(dy, x, rstd) : op.RunAll(dy, x, rstd, weight)
            : weight is null ? op.RunAll(dy, x, rstd, mean) : op.RunAll(dy, x, rstd, mean, weight);
        context.Add(0, d[0]);
        if (affine.HasWeight)
        {
            context.Add(1, d[1]);
        }

        if (affine.HasBias)
        {
            context.Add(affine.Bias(1), d[2]);
        }
    }
}
