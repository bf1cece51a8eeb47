using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Division by the root mean square over the trailing dimensions: y = x / √(mean(x²) + eps) · weight; also 1 / √(mean(x²) + eps), one per row.</summary>
/// <param name="Normalized">The trailing sizes.</param>
/// <param name="Eps">Added to the mean square.</param>
/// <param name="HasWeight">Whether a weight of the trailing sizes follows x.</param>
internal sealed record RMSNorm(Shape Normalized, double Eps, bool HasWeight) : FusedOp<RMSNorm>, IOp<RMSNorm>
{
    private NormAffine Affine => new(HasWeight, false);

    public override int OutputCount => 2;

    internal override bool OthersAreStatistics => true;

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.Inputs | Saved.Output;

    protected internal override int SavedOutputs => 0b10; // rstd

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        LayerNorm.Rows(Name, inputs[0].Shape, Normalized);
        Affine.Check(Name, inputs, 1, Normalized);
        return inputs[0];
    }

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = new TensorSpec([LayerNorm.Rows(Name, inputs[0].Shape, Normalized)], inputs[0].DType);
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
        fixed (T* x = context.Input<T>(0), weight = HasWeight ? context.Input<T>(1) : default, y = context.Output<T>(), rstd = context.Output<T>(1))
        {
            RowNormKernel<T>.Forward(x, weight, null, y, null, rstd, context.OutputSpec(1).Shape[0], Normalized.NumEl, Eps);
        }
    }

    protected internal override void PullbackKernel(in PullbackContext context) => RowNormGrad.Run(context, Normalized, Affine, null, context.Y(1).Data);

    public override Variable?[] Compose(ReadOnlySpan<Variable> inputs)
    {
        Variable x = inputs[0];
        Dims dims = [.. Enumerable.Range(x.Rank - Normalized.Rank, Normalized.Rank)];
        Variable rstd = (x.Square().Mean(dims, keepDim: true) + Eps).Rsqrt();
        return [Affine.Compose(x * rstd, inputs, 1, Normalized), null];
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int n = s.Dim(-1, 1, 1 + s.Size);
        yield return new Sample(new RMSNorm([n], 0.1, false), s.AwayFromZero([s.Dim(0), n]));
        yield return new Sample(new RMSNorm([n], 0.1, true), s.Uniform([2, s.Dim(0), n]), s.Uniform([n]));
        yield return new Sample(new RMSNorm([2, n], 0.1, true), s.Uniform([2, 2, n]), s.Uniform([2, n]));
        yield return new Sample(new RMSNorm([n], 0.1, true), s.Uniform([0, n]), s.Uniform([n])) { Note = "empty" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new RMSNorm([4], 1e-5, false).Apply(Tensor.Zeros([2, 3])), typeof(ShapeException), "input [2, 3] does not end in normalizedShape [4]"),
        new(() => new RMSNorm([3], 1e-5, true).Apply(Tensor.Zeros([2, 3]), Tensor.Zeros([2])), typeof(ShapeException), "weight [2] does not fit input [2, 3]"),
        new(() => new RMSNorm([3], 1e-5, false).Apply(Tensor.Zeros([2, 3], DType.Int64)), typeof(DTypeException), "needs Float32 or Float64, got Int64"),
    ];
}
