using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Normalisation over the trailing dimensions: y = (x - mean) / √(var + eps) · weight + bias; also mean and 1 / √(var + eps), one per row.</summary>
/// <param name="Normalized">The trailing sizes.</param>
/// <param name="Eps">Added to the variance.</param>
/// <param name="Affine">Whether weight and bias, of the trailing sizes, follow x.</param>
internal sealed record LayerNorm(Shape Normalized, double Eps, NormAffine Affine) : FusedOp<LayerNorm>, IOp<LayerNorm>
{
    public override int OutputCount => 3;

    internal override bool OthersAreStatistics => true;

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.Inputs | Saved.Output;

    protected internal override int SavedOutputs => 0b110; // mean and rstd

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Rows(Name, inputs[0].Shape, Normalized);
        Affine.Check(Name, inputs, 1, Normalized);
        return inputs[0];
    }

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = outputs[2] = new TensorSpec([Rows(Name, inputs[0].Shape, Normalized)], inputs[0].DType);
    }

    /// <summary>Number of rows to normalise; refuses shapes that do not end in the normalised ones.</summary>
    internal static int Rows(string op, Shape x, Shape normalized)
    {
        if (normalized.Rank == 0 || x.Rank < normalized.Rank || !x.AsSpan()[^normalized.Rank..].SequenceEqual(normalized.AsSpan()))
        {
            throw Errors.NormTrailing(op, x, normalized);
        }

        int rows = 1;
        foreach (int size in x.AsSpan()[..^normalized.Rank])
        {
            rows *= size;
        }

        return rows;
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
        int w = Affine.Weight(1), b = Affine.Bias(1);
        fixed (T* x = context.Input<T>(0), weight = w < 0 ? default : context.Input<T>(w), bias = b < 0 ? default : context.Input<T>(b))
        fixed (T* y = context.Output<T>(), mean = context.Output<T>(1), rstd = context.Output<T>(2))
        {
            RowNormKernel<T>.Forward(x, weight, bias, y, mean, rstd, context.OutputSpec(1).Shape[0], Normalized.NumEl, Eps);
        }
    }

    protected internal override void PullbackKernel(in PullbackContext context) =>
        RowNormGrad.Run(context, Normalized, Affine, context.Y(1).Data, context.Y(2).Data);

    public override Variable?[] Compose(ReadOnlySpan<Variable> inputs)
    {
        Variable x = inputs[0];
        Dims dims = [.. Enumerable.Range(x.Rank - Normalized.Rank, Normalized.Rank)];
        Variable centred = x - x.Mean(dims, keepDim: true);
        Variable rstd = (centred.Square().Mean(dims, keepDim: true) + Eps).Rsqrt();
        return [Affine.Compose(centred * rstd, inputs, 1, Normalized), null, null];
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int n = s.Dim(-1, 3, 3 + s.Size); // of two values a norm leaves little but their order
        Tensor weight = s.Uniform([n]), bias = s.Uniform([n]);
        yield return new Sample(new LayerNorm([n], 0.1, default), s.Uniform([s.Dim(0), n]));
        yield return new Sample(new LayerNorm([n], 0.1, new NormAffine(true, true)), s.Uniform([2, s.Dim(0), n]), weight, bias);
        yield return new Sample(new LayerNorm([2, n], 0.1, new NormAffine(true, false)), s.Uniform([2, 2, n]), s.Uniform([2, n]));
        yield return new Sample(new LayerNorm([n], 0.1, new NormAffine(false, true)), s.Uniform([n]), bias);
        yield return new Sample(new LayerNorm([n], 0.1, new NormAffine(true, true)), s.Uniform([0, n]), weight, bias) { Note = "empty" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(Shape normalized, NormAffine affine, params Tensor[] inputs) => () => new LayerNorm(normalized, 1e-5, affine).Apply(inputs);
        yield return new(Call([4], default, Tensor.Zeros([2, 3])), typeof(ShapeException), "input [2, 3] does not end in normalizedShape [4]");
        yield return new(Call([2, 3], default, Tensor.Zeros([3])), typeof(ShapeException), "input [3] does not end in normalizedShape [2, 3]");
        yield return new(Call([], default, Tensor.Zeros([3])), typeof(ShapeException), "input [3] does not end in normalizedShape []");
        yield return new(Call([3], new NormAffine(false, true), Tensor.Zeros([2, 3]), Tensor.Zeros([2])), typeof(ShapeException), "bias [2] does not fit input [2, 3], which needs [3]");
        yield return new(Call([3], default, Tensor.Zeros([2, 3], DType.Int32)), typeof(DTypeException), "needs Float32 or Float64, got Int32");
    }
}
