namespace AutoGrad.Ops
{
    internal sealed record Std(Dims Dims, int Correction, bool KeepDim) : ReductionOp<Std>(Dims, KeepDim), IOp<Std>
    {
        protected internal override Saved Saves => Saved.X | Saved.Output;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "0 where all elements are equal";

        protected internal override void Forward(in KernelContext context) =>
            Reductions.Spread(context.In(0), Mask(context.In(0).Shape), context.Out(), Correction, root: true);

        protected override Variable Pullback(Variable dy, Variable x, Variable? y)
        {
            int count = ReducedShape.Count(x.Shape, Mask(x.Shape));
            Tensor isFlat = y!.Data.Eq(0);
            Variable slope = Variable.Where(isFlat, 0, dy / Variable.Where(isFlat, 1, y));
            return slope * (x - x.Mean(Dims, keepDim: true)) * (1.0 / (count - Correction));
        }

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, output, 0);

        protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => 4L * inputs[0].Shape.NumEl;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new Std(default, 1, false), s.Distinct([2, s.Size]));
            Shape shape = Shape.Create([.. s.Shape(0, 2), s.Size + 1]);
            yield return new Sample(new Std(-1, s.Int(0, 1), true), s.Distinct(shape));
            yield return new Sample(new Std([0, -1], 1, false), s.Distinct(Shape.Create([2, .. shape])));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Std(2), typeof(ShapeException), "Std: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([2], DType.Int64).Std(), typeof(DTypeException), "Std: needs Float32 or Float64, got Int64."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Standard deviation, the root of the variance, over dimensions. PyTorch: torch.std.</summary>
        /// <param name="dim">Dimensions to reduce, such as <c>0</c> or <c>[0, -1]</c>. Default all.</param>
        /// <param name="correction">Taken off the number of elements: 1 for an unbiased estimate, 0 for PyTorch's unbiased=False. Default 1.</param>
        /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
        /// <returns>A variable of the remaining shape; NaN where the elements are not more than the correction.</returns>
        /// <remarks>Derivative: dx = dy (x - mean) / ((n - correction) y). Saves x and y. Kinks: y = 0, where the derivative is 0. A large mean costs no digits: deviations are summed, in double.</remarks>
        /// <exception cref="ShapeException">A dimension is out of range or listed twice.</exception>
        /// <exception cref="DTypeException">The input is neither Float32 nor Float64.</exception>
        public Variable Std(Dims dim = default, int correction = 1, bool keepDim = false) => new Ops.Std(dim, correction, keepDim).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Std(Dims, int, bool)"/>
        public Tensor Std(Dims dim = default, int correction = 1, bool keepDim = false) => new Ops.Std(dim, correction, keepDim).Run(this);
    }
}
