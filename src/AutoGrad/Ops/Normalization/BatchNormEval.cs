using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Batch normalisation by given statistics: y = (x - mean) / √(var + eps) · weight + bias per channel of x [N, C, ...]. Inputs: x, mean, var, then weight and bias.</summary>
internal sealed record BatchNormEval(double Eps, NormAffine Affine) : FusedOp<BatchNormEval>, IOp<BatchNormEval>
{
    protected internal override Promotion Promotion => Promotion.None;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape x = inputs[0].Shape;
        if (x.Rank < 2)
        {
            throw Errors.NormRank(Name, x);
        }

        Affine.Check(Name, inputs, 3, [x[1]]);
        return inputs[0];
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
        Shape s = context.InputSpec(0).Shape;
        int w = Affine.Weight(3), b = Affine.Bias(3);
        fixed (T* x = context.Input<T>(0), weight = w < 0 ? default : context.Input<T>(w), bias = b < 0 ? default : context.Input<T>(b))
        fixed (T* y = context.Output<T>(), mean = context.Input<T>(1), variance = context.Input<T>(2))
        {
            BatchNormKernel<T>.Apply(x, weight, bias, y, mean, variance, s[0], s[1], s.NumEl / Math.Max(1, s[0] * s[1]), Eps);
        }
    }

    protected internal override void PullbackKernel(in PullbackContext context)
    {
        if (context.Needs(1) || context.Needs(2))
        {
            Pullback(context); // the kernel takes the statistics for constants, which they are in all but unusual calls
            return;
        }

        BatchNormGrad.Run(context, Eps, true, Affine, 3, context.X(1).Data, context.X(2).Data);
    }

    public override Variable?[] Compose(ReadOnlySpan<Variable> inputs)
    {
        Shape channels = BatchNorm.ChannelShape(inputs[0].Shape);
        Variable rstd = (inputs[2].Reshape(channels) + Eps).Rsqrt();
        return [Affine.Compose((inputs[0] - inputs[1].Reshape(channels)) * rstd, inputs, 3, channels)];
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int c = s.Dim(-1), n = s.Dim(0);
        Tensor mean = s.Uniform([c]), variance = s.Uniform([c], 0.3, 2), weight = s.Uniform([c]), bias = s.Uniform([c]);
        yield return new Sample(new BatchNormEval(0.1, default), s.Uniform([n, c]), mean, variance) { Constant = 0b110 };
        yield return new Sample(new BatchNormEval(0.1, default), s.Uniform([n, c]), mean, variance);
        yield return new Sample(new BatchNormEval(0.1, new NormAffine(true, true)), s.Uniform([n, c, 2, 2]), mean, variance, weight, bias) { Constant = 0b110 };
        yield return new Sample(new BatchNormEval(0.1, new NormAffine(false, true)), s.Uniform([0, c, 2]), mean, variance, bias) { Constant = 0b110, Note = "empty batch" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(Tensor x, Shape mean, Shape variance) => () => new BatchNormEval(1e-5, default).Apply(x, Tensor.Zeros(mean), Tensor.Ones(variance));
        yield return new(Call(Tensor.Zeros([3]), [3], [3]), typeof(ShapeException), "input [3] has 1 dimensions");
        yield return new(Call(Tensor.Zeros([2, 3]), [2], [3]), typeof(ShapeException), "runningMean [2] does not fit input [2, 3], which needs [3]");
        yield return new(Call(Tensor.Zeros([2, 3]), [3], [4]), typeof(ShapeException), "runningVar [4] does not fit input [2, 3]");
        yield return new(Call(Tensor.Zeros([2, 3], DType.Float64), [3], [3]), typeof(DTypeException), "the input is Float64 and the runningMean is Float32");
    }
}
