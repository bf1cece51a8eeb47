namespace AutoGrad.Ops
{
    internal sealed record LogSumExp(Dims Dims, bool KeepDim) : ReductionOp<LogSumExp>(Dims, KeepDim), IOp<LogSumExp>
    {
        protected internal override Promotion Promotion => Promotion.Float;

        protected internal override Saved Saves => Saved.X | Saved.Output;

        protected internal override void Forward(in KernelContext context) => Reductions.LogSum(context.In(0), Mask(context.In(0).Shape), context.Out());

        protected override Variable Pullback(Variable dy, Variable x, Variable? y) => dy * (x - y!).Exp();

        protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => 3L * inputs[0].Shape.NumEl;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new LogSumExp(default, false), s.Uniform(s.Shape()));
            Shape shape = s.Shape(1, 4);
            yield return new Sample(new LogSumExp(s.Int(0, shape.Rank - 1), true), s.Uniform(shape));
            yield return new Sample(new LogSumExp([0, -1], false), s.Uniform(s.Shape(2, 4)));
            yield return new Sample(new LogSumExp(0, false), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).LogSumExp(2), typeof(ShapeException), "LogSumExp: dim 2 is outside [-2, 1] for shape [2, 3]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>log Σ eˣ over dimensions, without overflow. PyTorch: torch.logsumexp.</summary>
        /// <param name="dim">Dimensions to reduce, such as <c>0</c> or <c>[0, -1]</c>.</param>
        /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
        /// <returns>A variable of the remaining shape; integers become Float32, and nothing gives -inf.</returns>
        /// <remarks>Derivative: dx = dy · eˣ⁻ʸ, the softmax. Saves x and y. Kinks: none.</remarks>
        /// <exception cref="ShapeException">A dimension is out of range or listed twice.</exception>
        public Variable LogSumExp(Dims dim, bool keepDim = false) => new Ops.LogSumExp(dim, keepDim).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.LogSumExp(Dims, bool)"/>
        public Tensor LogSumExp(Dims dim, bool keepDim = false) => new Ops.LogSumExp(dim, keepDim).Apply(this);
    }
}
