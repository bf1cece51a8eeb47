using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>The largest element. Of all elements (Whole) it is PyTorch's max(), which sends the gradient to NaN elements where amax makes all of it NaN.</summary>
    internal sealed record Amax(Dims Dims, bool KeepDim, bool Whole = false) : ReductionOp<Amax>(Dims, KeepDim), IOp<Amax>
    {
        public override string Name => Whole ? "Max" : "Amax";

        protected internal override Saved Saves => Saved.X | Saved.Output;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "dy split evenly among equal largest elements";

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            Extrema.DemandElements(Name, shape, Mask(shape));
            return new TensorSpec(ReducedShape.Of(shape, Dims, KeepDim, Name), inputs[0].DType);
        }

        protected internal override void Forward(in KernelContext context) => Reductions.Select<MaxLanes>(context.In(0), Mask(context.In(0).Shape), context.Out());

        protected override Variable Pullback(Variable dy, Variable x, Variable? y) => dy * Extrema.Shares(x, y!, Dims, Whole);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
            Extrema.Pieces(Name, inputs[0], output, Dims, recorder);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new Amax(default, false), s.Distinct(s.Shape()));
            Shape shape = s.Shape(1, 4);
            yield return new Sample(new Amax(s.Int(0, shape.Rank - 1), true), s.Distinct(shape));
            yield return new Sample(new Amax([0, -1], false), s.Distinct(s.Shape(2, 4)));
            yield return new Sample(new Amax(default, false, Whole: true), s.Distinct(shape));
            yield return new Sample(new Amax(1, false), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Amax(2), typeof(ShapeException), "Amax: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([0, 3]).Amax(0), typeof(ShapeException), "Amax: shape [0, 3] has no elements to choose from."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The largest element over dimensions. PyTorch: torch.amax.</summary>
        /// <param name="dim">Dimensions to reduce, such as <c>0</c> or <c>[0, -1]</c>. Default all.</param>
        /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
        /// <returns>A variable of the remaining shape and this dtype; NaN where there is a NaN.</returns>
        /// <remarks>Derivative: dy goes to the largest element, in equal parts where several tie. Saves x and y. Kinks: ties.</remarks>
        /// <exception cref="ShapeException">A dimension is out of range or listed twice, or there are no elements.</exception>
        public Variable Amax(Dims dim = default, bool keepDim = false) => new Ops.Amax(dim, keepDim).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Amax(Dims, bool)"/>
        public Tensor Amax(Dims dim = default, bool keepDim = false) => new Ops.Amax(dim, keepDim).Run(this);
    }
}
