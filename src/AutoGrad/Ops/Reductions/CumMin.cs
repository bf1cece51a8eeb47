namespace AutoGrad.Ops
{
    internal sealed record CumMin(int Dim) : PickOp<CumMin>(Dim), IOp<CumMin>
    {
        public override string Subgradient => "dy to the last of equal smallest elements so far";

        protected internal override void Forward(in KernelContext context) =>
            RunningExtremum.Run(context.In(0), context.Out(0), context.Out(1), context.In(0).Shape.Dim(Dim, Name), largest: false);

        /// <summary>Any two equal elements may tie somewhere.</summary>
        protected override int Ties(Tensor x, Tensor[] outputs) => x.NumEl - x.ToDoubles().Distinct().Count();

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(1, 3);
            yield return new Sample(new CumMin(-1), s.Distinct(shape));
            yield return new Sample(new CumMin(0), s.Distinct(shape));
            yield return new Sample(new CumMin(0), s.Distinct([])) { Note = "scalar" };
            yield return new Sample(new CumMin(0), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).CumMin(2), typeof(ShapeException), "CumMin: dim 2 is outside [-2, 1] for shape [2, 3]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The smallest element so far along a dimension, and its last index. PyTorch: torch.cummin.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <returns>Values of this shape and dtype, and Int64 indices; NaN from the first NaN on.</returns>
        /// <remarks>Derivative: dy is added at the indices. Saves the indices. Kinks: ties, where the last element gets dy.</remarks>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        public (Variable Values, Tensor Indices) CumMin(int dim) => Ops.CumMin.Of(new Ops.CumMin(dim), this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.CumMin(int)"/>
        public (Tensor Values, Tensor Indices) CumMin(int dim) => Ops.CumMin.Of(new Ops.CumMin(dim), this);
    }
}
