namespace AutoGrad.Ops
{
    internal sealed record Mean(Dims Dims, bool KeepDim) : LinearOp<Mean>, IOp<Mean>
    {
        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].DType.IsFloat()
            ? new TensorSpec(ReducedShape.Of(inputs[0].Shape, Dims, KeepDim, Name), inputs[0].DType)
            : throw Errors.FloatExpected(Name, inputs[0].DType);

        protected internal override void Forward(in KernelContext context)
        {
            Tensor x = context.In(0);
            ulong mask = Dims.Mask(x.Shape, Name);
            Reductions.Sum(x, mask, context.Out(), context.Accumulates, ReducedShape.Count(x.Shape, mask));
        }

        protected override Variable Pullback(Variable dy, Shape xShape)
        {
            int count = ReducedShape.Count(xShape, Dims.Mask(xShape, Name));
            return new Expand(xShape).Apply(ReducedShape.Kept(dy, xShape, Dims, Name) / Tensor.Full(Shape.Scalar, count, dy.DType));
        }

        protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => inputs[0].Shape.NumEl;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new Mean(default, false), s.Uniform(s.Shape()));
            Shape shape = s.Shape(1, 4);
            yield return new Sample(new Mean(s.Int(0, shape.Rank - 1), true), s.Uniform(shape));
            yield return new Sample(new Mean([0, -1], false), s.Uniform(s.Shape(2, 4)));
            yield return new Sample(new Mean(1, false), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Mean(2), typeof(ShapeException), "Mean: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([2], DType.Int64).Mean(), typeof(DTypeException), "Mean: needs Float32 or Float64, got Int64."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Mean over dimensions. PyTorch: torch.mean.</summary>
        /// <param name="dim">Dimensions to average over, such as <c>0</c> or <c>[0, -1]</c>. Default all.</param>
        /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
        /// <param name="dtype">Converts the input first; needed for integers. Default none.</param>
        /// <returns>A variable of the remaining shape; the mean of nothing is NaN.</returns>
        /// <remarks>Derivative: dx = dy / n, repeated. Saves nothing. Float32 is added up in double.</remarks>
        /// <exception cref="ShapeException">A dimension is out of range or listed twice.</exception>
        /// <exception cref="DTypeException">The input is neither Float32 nor Float64 and no dtype is given.</exception>
        public Variable Mean(Dims dim = default, bool keepDim = false, DType? dtype = null) => new Ops.Mean(dim, keepDim).Apply(dtype is { } to ? To(to) : this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Mean(Dims, bool, DType?)"/>
        public Tensor Mean(Dims dim = default, bool keepDim = false, DType? dtype = null) => new Ops.Mean(dim, keepDim).Run(dtype is { } to ? To(to) : this);
    }
}
