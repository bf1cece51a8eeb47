using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record CountNonzero(Dims Dims) : ConstantOp<CountNonzero>, IOp<CountNonzero>
    {
        protected internal override int Arity => 1;

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override bool AcceptsStrides => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(ReducedShape.Of(inputs[0].Shape, Dims, keepDim: false, Name), DType.Int64);

        protected internal override void Forward(in KernelContext context) =>
            Reductions.Count<NonzeroLanes>(context.In(0), Dims.Mask(context.In(0).Shape, Name), context.Out());

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(new CountNonzero(Dims.All), s.Integers(s.Shape(), 0, 1)),
            new(new CountNonzero([0, -1]), s.Uniform(s.Shape(2, 4))),
            new(new CountNonzero(0), s.Mask([0, s.Size])) { Note = "empty" },
        ];

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).CountNonzero(2), typeof(ShapeException), "CountNonzero: dim 2 is outside [-2, 1] for shape [2, 3]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>How many elements are not 0, over dimensions. PyTorch: torch.count_nonzero.</summary>
        /// <param name="dim">Dimensions to count over. Default all.</param>
        /// <returns>Int64 counts of the remaining shape, without a gradient; NaN is not 0.</returns>
        /// <exception cref="ShapeException">A dimension is out of range or listed twice.</exception>
        public Tensor CountNonzero(Dims dim = default) => Data.CountNonzero(dim);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.CountNonzero(Dims)"/>
        public Tensor CountNonzero(Dims dim = default) => new Ops.CountNonzero(dim).Run(this);
    }
}
