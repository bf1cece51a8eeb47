using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Min(int Dim, bool KeepDim) : PickOneOp<Min>(Dim, KeepDim), IOp<Min>
    {
        public override string Subgradient => "dy to the first of equal smallest elements";

        protected internal override void Forward(in KernelContext context) =>
            Reductions.Extreme<MinLanes>(context.In(0), Mask(context.In(0).Shape), context.Out(1), context.Out(0));

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(1, 4);
            yield return new Sample(new Min(s.Int(0, shape.Rank - 1), true), s.Distinct(shape));
            yield return new Sample(new Min(-1, false), s.Distinct(shape));
            yield return new Sample(new Min(0, false), s.Distinct([])) { Note = "scalar" };
            yield return new Sample(new Min(1, false), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Min(2), typeof(ShapeException), "Min: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([0, 3]).Min(0), typeof(ShapeException), "Min: shape [0, 3] has no elements to choose from."),
            new(() => Tensor.Zeros([0, 3]).Min(), typeof(ShapeException), "Min: shape [0, 3] has no elements to choose from."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The smallest element of all. PyTorch: torch.min(input).</summary>
        /// <returns>A scalar of this dtype; NaN if there is one.</returns>
        /// <remarks>Derivative: dy goes to the smallest element, in equal parts where several tie. Saves x and y. Kinks: ties.</remarks>
        /// <exception cref="ShapeException">There are no elements.</exception>
        public Variable Min() => new Ops.Amin(default, KeepDim: false, Whole: true).Apply(this);

        /// <summary>The smallest element along a dimension and its first index. PyTorch: torch.min(input, dim).</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="keepDim">Whether it stays, with size 1. Default false.</param>
        /// <returns>Values of this dtype and Int64 indices; NaN where there is a NaN.</returns>
        /// <remarks>Derivative: dy goes to the index. Saves the indices. Kinks: ties, where the first element gets all of dy.</remarks>
        /// <exception cref="ShapeException">dim is out of range, or there are no elements.</exception>
        public (Variable Values, Tensor Indices) Min(int dim, bool keepDim = false) => Ops.Min.Of(new Ops.Min(dim, keepDim), this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Min()"/>
        public Tensor Min() => new Ops.Amin(default, KeepDim: false, Whole: true).Run(this);

        /// <inheritdoc cref="Variable.Min(int, bool)"/>
        public (Tensor Values, Tensor Indices) Min(int dim, bool keepDim = false) => Ops.Min.Of(new Ops.Min(dim, keepDim), this);
    }
}
