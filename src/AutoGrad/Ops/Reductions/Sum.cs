namespace AutoGrad.Ops
{
    internal sealed record Sum(Dims Dims, bool KeepDim) : LinearOp<Sum>, IOp<Sum>
    {
        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
            new(ReducedShape.Of(inputs[0].Shape, Dims, KeepDim, Name), inputs[0].DType.IsFloat() ? inputs[0].DType : DType.Int64);

        protected internal override void Forward(in KernelContext context)
        {
            Tensor x = context.In(0);
            Reductions.Sum(x, Dims.Mask(x.Shape, Name), context.Out(), context.Accumulates);
        }

        protected override Variable Pullback(Variable dy, Shape xShape) => new Expand(xShape).Apply(dy.Rank == 0 ? dy : ReducedShape.Kept(dy, xShape, Dims, Name));

        protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => inputs[0].Shape.NumEl;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new Sum(default, false), s.Uniform(s.Shape()));
            Shape shape = s.Shape(1, 4);
            yield return new Sample(new Sum(s.Int(0, shape.Rank - 1), true), s.Uniform(shape));
            yield return new Sample(new Sum([0, -1], false), s.Uniform(s.Shape(2, 4)));
            yield return new Sample(new Sum(0, false), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Sum(2), typeof(ShapeException), "Sum: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([2, 3]).Sum([0, -2]), typeof(ShapeException), "Sum: dim -2 is listed twice for shape [2, 3]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Sum over dimensions. PyTorch: torch.sum.</summary>
        /// <param name="dim">Dimensions to sum over, such as <c>0</c> or <c>[0, -1]</c>. Default all.</param>
        /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
        /// <param name="dtype">Converts the input first. Default: floats stay as they are, integers and Bool give Int64.</param>
        /// <returns>A variable of the remaining shape; the sum of nothing is 0.</returns>
        /// <remarks>Derivative: dx = dy, repeated. Saves nothing. Float32 is added up in double and rounded once, in an order that depends on the shape alone.</remarks>
        /// <exception cref="ShapeException">A dimension is out of range or listed twice.</exception>
        public Variable Sum(Dims dim = default, bool keepDim = false, DType? dtype = null) => new Ops.Sum(dim, keepDim).Apply(dtype is { } to ? To(to) : this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Sum(Dims, bool, DType?)"/>
        public Tensor Sum(Dims dim = default, bool keepDim = false, DType? dtype = null) => new Ops.Sum(dim, keepDim).Run(dtype is { } to ? To(to) : this);
    }
}
