using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Normalisation of groups of channels of each image of x [N, C, ...]: y = (x - mean) / √(var + eps) · weight + bias; also mean and 1 / √(var + eps), [N, groups].</summary>
internal sealed record GroupNorm(int Groups, double Eps, NormAffine Affine) : FusedOp<GroupNorm>, IOp<GroupNorm>
{
    public override int OutputCount => 3;

    internal override bool OthersAreStatistics => true;

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.Inputs | Saved.Output;

    protected internal override int SavedOutputs => 0b110; // mean and rstd

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape x = inputs[0].Shape;
        if (x.Rank < 2)
        {
            throw Errors.NormRank(Name, x);
        }

        Errors.AtLeast(Name, "numGroups", Groups, 1);
        if (x[1] % Groups != 0)
        {
            throw Errors.NormGroups(Name, x, x[1], Groups);
        }

        Affine.Check(Name, inputs, 1, [x[1]]);
        return inputs[0];
    }

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = outputs[2] = new TensorSpec([inputs[0].Shape[0], Groups], inputs[0].DType);
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
        int w = Affine.Weight(1), b = Affine.Bias(1);
        fixed (T* x = context.Input<T>(0), weight = w < 0 ? default : context.Input<T>(w), bias = b < 0 ? default : context.Input<T>(b))
        fixed (T* y = context.Output<T>(), mean = context.Output<T>(1), rstd = context.Output<T>(2))
        {
            GroupNormKernel<T>.Forward(x, weight, bias, y, mean, rstd, s[0], s[1], s.NumEl / Math.Max(1, s[0] * s[1]), Groups, Eps);
        }
    }

    protected internal override void PullbackKernel(in PullbackContext context)
    {
        Tensor dy = context.Dy().Data, x = context.X(0).Data, mean = context.Y(1).Data, rstd = context.Y(2).Data;
        var op = new GroupNormGrad(Groups);
        Tensor[] d = Affine.HasWeight ? op.RunAll(dy, x, mean, rstd, context.X(1).Data) : op.RunAll(dy, x, mean, rstd);
        context.Add(0, d[0]);
        if (Affine.HasWeight)
        {
            context.Add(1, d[1]);
        }

        if (Affine.HasBias)
        {
            context.Add(Affine.Bias(1), d[2]);
        }
    }

    public override Variable?[] Compose(ReadOnlySpan<Variable> inputs)
    {
        Variable x = inputs[0];
        Variable groups = x.Reshape(x.Shape[0], Groups, x.NumEl / Math.Max(1, x.Shape[0] * Groups));
        Variable centred = groups - groups.Mean(2, keepDim: true);
        Variable rstd = (centred.Square().Mean(2, keepDim: true) + Eps).Rsqrt();
        return [Affine.Compose((centred * rstd).Reshape(x.Shape), inputs, 1, BatchNorm.ChannelShape(x.Shape)), null, null];
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int n = s.Dim(0);
        Tensor weight = s.Uniform([6]), bias = s.Uniform([6]);
        yield return new Sample(new GroupNorm(2, 0.1, default), s.Uniform([n, 6]));
        yield return new Sample(new GroupNorm(2, 0.1, new NormAffine(true, true)), s.Uniform([n, 6, s.Dim(-1, 1, 3)]), weight, bias);
        yield return new Sample(new GroupNorm(6, 0.1, new NormAffine(false, true)), s.Uniform([n, 6, 2, 2]), bias);
        yield return new Sample(new GroupNorm(1, 0.1, new NormAffine(true, false)), s.Uniform([1, 6, 2]), weight);
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(int groups, NormAffine affine, params Tensor[] inputs) => () => new GroupNorm(groups, 1e-5, affine).Apply(inputs);
        yield return new(Call(2, default, Tensor.Zeros([3])), typeof(ShapeException), "input [3] has 1 dimensions");
        yield return new(Call(2, default, Tensor.Zeros([1, 3, 2])), typeof(ShapeException), "3 channels of [1, 3, 2] cannot be split into 2 groups");
        yield return new(Call(0, default, Tensor.Zeros([1, 3, 2])), typeof(ShapeException), "numGroups is 0");
        yield return new(Call(3, new NormAffine(true, false), Tensor.Zeros([1, 3, 2]), Tensor.Zeros([2])), typeof(ShapeException), "weight [2] does not fit input [1, 3, 2], which needs [3]");
    }
}
