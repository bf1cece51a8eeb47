using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Max(int Dim, bool KeepDim) : PickOneOp<Max>(Dim, KeepDim), IOp<Max>
    {
        public override string Subgradient => "dy to the first of equal largest elements";

        protected internal override void Forward(in KernelContext context) =>
            Reductions.Extreme<MaxLanes>(context.In(0), Mask(context.In(0).Shape), context.Out(1), context.Out(0));

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(1, 4);
            yield return new Sample(new Max(s.Int(0, shape.Rank - 1), true), s.Distinct(shape));
            yield return new Sample(new Max(-1, false), s.Distinct(shape));
            yield return new Sample(new Max(0, false), s.Distinct([])) { Note = "scalar" };
            yield return new Sample(new Max(1, false), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Max(2), typeof(ShapeException), "Max: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([0, 3]).Max(0), typeof(ShapeException), "Max: shape [0, 3] has no elements to choose from."),
            new(() => Tensor.Zeros([0, 3]).Max(), typeof(ShapeException), "Max: shape [0, 3] has no elements to choose from."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The largest element of all. PyTorch: torch.max(input).</summary>
        /// <returns>A scalar of this dtype; NaN if there is one.</returns>
        /// <remarks>Derivative: dy goes to the largest element, in equal parts where several tie. Saves x and y. Kinks: ties.</remarks>
        /// <exception cref="ShapeException">There are no elements.</exception>
        public Variable Max() => new Ops.Amax(default, KeepDim: false, Whole: true).Apply(this);

        /// <summary>The largest element along a dimension and its first index. PyTorch: torch.max(input, dim).</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="keepDim">Whether it stays, with size 1. Default false.</param>
        /// <returns>Values of this dtype and Int64 indices; NaN where there is a NaN.</returns>
        /// <remarks>Derivative: dy goes to the index. Saves the indices. Kinks: ties, where the first element gets all of dy.</remarks>
        /// <exception cref="ShapeException">dim is out of range, or there are no elements.</exception>
        public (Variable Values, Tensor Indices) Max(int dim, bool keepDim = false) => Ops.Max.Of(new Ops.Max(dim, keepDim), this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Max()"/>
        public Tensor Max() => new Ops.Amax(default, KeepDim: false, Whole: true).Run(this);

        /// <inheritdoc cref="Variable.Max(int, bool)"/>
        public (Tensor Values, Tensor Indices) Max(int dim, bool keepDim = false) => Ops.Max.Of(new Ops.Max(dim, keepDim), this);
    }
}
