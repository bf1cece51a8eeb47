namespace AutoGrad.Ops
{
    /// <summary>The indices that put a dimension's elements in order; stable.</summary>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    /// <param name="Descending">Whether larger elements come first.</param>
    internal sealed record ArgSort(int Dim, bool Descending) : ConstantOp<ArgSort>, IOp<ArgSort>
    {
        protected internal override int Arity => 1;

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override bool AcceptsStrides => true;

        protected internal override bool IsPiecewise => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            _ = inputs[0].Shape.Dim(Dim, Name);
            return inputs[0] with { DType = DType.Int64 };
        }

        protected internal override void Forward(in KernelContext context) => Ordering.Run(context.In(0), null, context.Out(), Dim, Descending);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
            Ordering.Pieces(Name, inputs[0], Dim, int.MaxValue, Descending, recorder);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Distinct(s.Shape(1, 3));
            yield return new Sample(new ArgSort(s.Int(0, x.Rank - 1), s.Int(0, 1) == 0), x);
            yield return new Sample(new ArgSort(0, false), s.Distinct([0, 2])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).ArgSort(-3), typeof(ShapeException), "ArgSort: dim -3 is outside [-2, 1] for shape [2, 3]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The indices that put the elements of one dimension in order. PyTorch: torch.argsort.</summary>
        /// <param name="dim">The dimension; negative counts from the end. Default the last.</param>
        /// <param name="descending">Whether larger elements come first. Default false.</param>
        /// <param name="stable">Whether equal elements keep their order. They always do here; the argument is there for porting.</param>
        /// <returns>A new Int64 tensor of this shape; it carries no gradient. NaN counts as largest.</returns>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        public Tensor ArgSort(int dim = -1, bool descending = false, bool stable = false) => new Ops.ArgSort(Shape.Dim(dim, "ArgSort"), descending).Apply(this).Data;
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.ArgSort(int, bool, bool)"/>
        public Tensor ArgSort(int dim = -1, bool descending = false, bool stable = false) => new Ops.ArgSort(Shape.Dim(dim, "ArgSort"), descending).Apply(this);
    }
}
