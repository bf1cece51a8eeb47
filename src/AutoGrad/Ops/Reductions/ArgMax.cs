using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record ArgMax(int? Dim, bool KeepDim) : ConstantOp<ArgMax>, IOp<ArgMax>
    {
        protected internal override int Arity => 1;

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override bool AcceptsStrides => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            Dims dims = Dim is { } dim ? dim : Dims.All;
            Extrema.DemandElements(Name, shape, dims.Mask(shape, Name));
            return new TensorSpec(ReducedShape.Of(shape, dims, KeepDim, Name), DType.Int64);
        }

        protected internal override void Forward(in KernelContext context)
        {
            // Without a dim the index counts all elements in row-major order, so they have to lie in it.
            Tensor x = Dim is null ? context.In(0).Contiguous() : context.In(0);
            Reductions.Extreme<MaxLanes>(x, (Dim is { } dim ? dim : Dims.All).Mask(x.Shape, Name), context.Out(), null);
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new ArgMax(null, false), s.Distinct(s.Shape()));
            Shape shape = s.Shape(1, 4);
            yield return new Sample(new ArgMax(s.Int(0, shape.Rank - 1), true), s.Distinct(shape));
            yield return new Sample(new ArgMax(1, false), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).ArgMax(2), typeof(ShapeException), "ArgMax: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([0, 3]).ArgMax(0), typeof(ShapeException), "ArgMax: shape [0, 3] has no elements to choose from."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The first index of the largest element. PyTorch: torch.argmax.</summary>
        /// <param name="dim">The dimension along which to look; negative counts from the end. Default null: all elements in row-major order.</param>
        /// <param name="keepDim">Whether it stays, with size 1. Default false.</param>
        /// <returns>Int64 indices of the remaining shape, without a gradient; NaN counts as the largest.</returns>
        /// <exception cref="ShapeException">dim is out of range, or there are no elements.</exception>
        public Tensor ArgMax(int? dim = null, bool keepDim = false) => Data.ArgMax(dim, keepDim);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.ArgMax(int?, bool)"/>
        public Tensor ArgMax(int? dim = null, bool keepDim = false) => new Ops.ArgMax(dim, keepDim).Run(this);
    }
}
