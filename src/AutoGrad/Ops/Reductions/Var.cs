namespace AutoGrad.Ops
{
    internal sealed record Var(Dims Dims, int Correction, bool KeepDim) : ReductionOp<Var>(Dims, KeepDim), IOp<Var>
    {
        protected internal override Saved Saves => Saved.X;

        protected internal override void Forward(in KernelContext context) =>
            Reductions.Spread(context.In(0), Mask(context.In(0).Shape), context.Out(), Correction, root: false);

        protected override Variable Pullback(Variable dy, Variable x, Variable? y)
        {
            int count = ReducedShape.Count(x.Shape, Mask(x.Shape));
            return dy * (x - x.Mean(Dims, keepDim: true)) * (2.0 / (count - Correction));
        }

        protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => 4L * inputs[0].Shape.NumEl;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new Var(default, 1, false), s.Distinct([2, s.Size]));
            Shape shape = Shape.Create([.. s.Shape(0, 2), s.Size + 1]);
            yield return new Sample(new Var(-1, s.Int(0, 1), true), s.Distinct(shape));
            yield return new Sample(new Var([0, -1], 1, false), s.Distinct(Shape.Create([2, .. shape])));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Var(2), typeof(ShapeException), "Var: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([2], DType.Int64).Var(), typeof(DTypeException), "Var: needs Float32 or Float64, got Int64."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Variance, Σ (x - mean)² / (n - correction), over dimensions. PyTorch: torch.var.</summary>
        /// <param name="dim">Dimensions to reduce, such as <c>0</c> or <c>[0, -1]</c>. Default all.</param>
        /// <param name="correction">Taken off the number of elements: 1 for an unbiased estimate, 0 for PyTorch's unbiased=False. Default 1.</param>
        /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
        /// <returns>A variable of the remaining shape; NaN where the elements are not more than the correction.</returns>
        /// <remarks>Derivative: dx = dy · 2 (x - mean) / (n - correction). Saves x. Kinks: none. A large mean costs no digits: deviations are summed, in double.</remarks>
        /// <exception cref="ShapeException">A dimension is out of range or listed twice.</exception>
        /// <exception cref="DTypeException">The input is neither Float32 nor Float64.</exception>
        public Variable Var(Dims dim = default, int correction = 1, bool keepDim = false) => new Ops.Var(dim, correction, keepDim).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Var(Dims, int, bool)"/>
        public Tensor Var(Dims dim = default, int correction = 1, bool keepDim = false) => new Ops.Var(dim, correction, keepDim).Run(this);
    }
}
