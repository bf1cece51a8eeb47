using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Batch normalisation by the batch's own statistics: y = (x - mean) / √(var + eps) · weight + bias per channel of x [N, C, ...]; also mean and biased variance, [C].</summary>
internal sealed record BatchNorm(double Eps, NormAffine Affine) : FusedOp<BatchNorm>, IOp<BatchNorm>
{
    public override int OutputCount => 3;

    internal override bool OthersAreStatistics => true;

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.Inputs | Saved.Output;

    protected internal override int SavedOutputs => 0b110; // mean and variance

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape x = inputs[0].Shape;
        if (x.Rank < 2)
        {
            throw Errors.NormRank(Name, x);
        }

        Affine.Check(Name, inputs, 1, [x[1]]);
        int values = x[1] == 0 ? 0 : x.NumEl / x[1];
        return values > 1 ? inputs[0] : throw Errors.NormTooFew(Name, x, values);
    }

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = outputs[2] = new TensorSpec([inputs[0].Shape[1]], inputs[0].DType);
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
        fixed (T* y = context.Output<T>(), mean = context.Output<T>(1), variance = context.Output<T>(2))
        {
            BatchNormKernel<T>.Train(x, weight, bias, y, mean, variance, s[0], s[1], s.NumEl / (s[0] * s[1]), Eps);
        }
    }

    protected internal override void PullbackKernel(in PullbackContext context) =>
        BatchNormGrad.Run(context, Eps, false, Affine, 1, context.Y(1).Data, context.Y(2).Data);

    public override Variable?[] Compose(ReadOnlySpan<Variable> inputs)
    {
        Variable x = inputs[0];
        Dims dims = [0, .. Enumerable.Range(2, x.Rank - 2)];
        Variable centred = x - x.Mean(dims, keepDim: true);
        Variable rstd = (centred.Square().Mean(dims, keepDim: true) + Eps).Rsqrt();
        return [Affine.Compose(centred * rstd, inputs, 1, ChannelShape(x.Shape)), null, null];
    }

    /// <summary>[C, 1, ...]: what a vector of channels must be to broadcast against [N, C, ...].</summary>
    internal static Shape ChannelShape(Shape x)
    {
        int[] sizes = new int[x.Rank - 1];
        Array.Fill(sizes, 1);
        sizes[0] = x[1];
        return Shape.Create(sizes);
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int c = s.Dim(-1), n = s.Dim(0, 3, 3 + s.Size); // of two values a norm leaves little but their order
        Tensor weight = s.Uniform([c]), bias = s.Uniform([c]);
        yield return new Sample(new BatchNorm(0.1, default), s.Uniform([n, c]));
        yield return new Sample(new BatchNorm(0.1, new NormAffine(true, true)), s.Uniform([n, c, 2]), weight, bias);
        yield return new Sample(new BatchNorm(0.1, new NormAffine(true, false)), s.Uniform([2, c, s.Int(1, 3), 2]), weight);
        yield return new Sample(new BatchNorm(0.5, new NormAffine(false, true)), s.Uniform([1, c, 3]), bias);
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(NormAffine affine, params Tensor[] inputs) => () => new BatchNorm(1e-5, affine).Apply(inputs);
        var weighted = new NormAffine(true, false);
        yield return new(Call(default, Tensor.Zeros([3])), typeof(ShapeException), "input [3] has 1 dimensions; expected [N, C] or [N, C, ...]");
        yield return new(Call(default, Tensor.Zeros([1, 3])), typeof(ShapeException), "training needs more than one value per channel and input [1, 3] has 1");
        yield return new(Call(default, Tensor.Zeros([0, 3])), typeof(ShapeException), "input [0, 3] has 0");
        yield return new(Call(weighted, Tensor.Zeros([2, 3]), Tensor.Zeros([2])), typeof(ShapeException), "weight [2] does not fit input [2, 3], which needs [3]");
        yield return new(Call(weighted, Tensor.Zeros([2, 3]), Tensor.Zeros([3], DType.Float64)), typeof(DTypeException), "the input is Float32 and the weight is Float64");
        yield return new(Call(default, Tensor.Zeros([2, 3], DType.Int64)), typeof(DTypeException), "needs Float32 or Float64, got Int64");
    }
}
