using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>The smallest element. Of all elements (Whole) it is PyTorch's min(), which sends the gradient to NaN elements where amin makes all of it NaN.</summary>
    internal sealed record Amin(Dims Dims, bool KeepDim, bool Whole = false) : ReductionOp<Amin>(Dims, KeepDim), IOp<Amin>
    {
        public override string Name => Whole ? "Min" : "Amin";

        protected internal override Saved Saves => Saved.X | Saved.Output;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "dy split evenly among equal smallest elements";

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            Extrema.DemandElements(Name, shape, Mask(shape));
            return new TensorSpec(ReducedShape.Of(shape, Dims, KeepDim, Name), inputs[0].DType);
        }

        protected internal override void Forward(in KernelContext context) => Reductions.Select<MinLanes>(context.In(0), Mask(context.In(0).Shape), context.Out());

        protected override Variable Pullback(Variable dy, Variable x, Variable? y) => dy * Extrema.Shares(x, y!, Dims, Whole);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
            Extrema.Pieces(Name, inputs[0], output, Dims, recorder);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new Amin(default, false), s.Distinct(s.Shape()));
            Shape shape = s.Shape(1, 4);
            yield return new Sample(new Amin(s.Int(0, shape.Rank - 1), true), s.Distinct(shape));
            yield return new Sample(new Amin([0, -1], false), s.Distinct(s.Shape(2, 4)));
            yield return new Sample(new Amin(default, false, Whole: true), s.Distinct(shape));
            yield return new Sample(new Amin(1, false), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Amin(2), typeof(ShapeException), "Amin: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([0, 3]).Amin(0), typeof(ShapeException), "Amin: shape [0, 3] has no elements to choose from."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The smallest element over dimensions. PyTorch: torch.amin.</summary>
        /// <param name="dim">Dimensions to reduce, such as <c>0</c> or <c>[0, -1]</c>. Default all.</param>
        /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
        /// <returns>A variable of the remaining shape and this dtype; NaN where there is a NaN.</returns>
        /// <remarks>Derivative: dy goes to the smallest element, in equal parts where several tie. Saves x and y. Kinks: ties.</remarks>
        /// <exception cref="ShapeException">A dimension is out of range or listed twice, or there are no elements.</exception>
        public Variable Amin(Dims dim = default, bool keepDim = false) => new Ops.Amin(dim, keepDim).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Amin(Dims, bool)"/>
        public Tensor Amin(Dims dim = default, bool keepDim = false) => new Ops.Amin(dim, keepDim).Run(this);
    }
}
