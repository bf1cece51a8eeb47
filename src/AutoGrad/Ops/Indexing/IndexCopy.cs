namespace AutoGrad.Ops
{
    /// <summary>A copy in which chosen indices of one dimension become those of a source.</summary>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    internal sealed record IndexCopy(int Dim) : Op, IOp<IndexCopy>
    {
        protected internal override Promotion Promotion => Promotion.None;

        /// <summary>The indices.</summary>
        protected internal override Saved Saves => Saved.B;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => RowsInto.Infer(Name, Dim, inputs);

        protected internal override void Forward(in KernelContext context)
        {
            Tensor x = context.In(0), y = context.Out();
            Tensor index = IndexValues.Checked(Name, context.In(1), x.Rank == 0 ? 1 : x.Shape[Dim]);
            Elementwise.Copy(y, x, accumulate: false);
            RowIndexing.Scatter(y, context.In(2), index, Dim);
        }

        protected internal override void Pullback(in PullbackContext context)
        {
            if (context.Needs(0))
            {
                context.Add(0, new IndexFill(Dim, 0).Apply(context.Dy(), context.X(1)));
            }

            if (context.Needs(2))
            {
                context.Add(2, new IndexSelect(Dim).Apply(context.Dy(), context.X(1)));
            }
        }

        protected internal override Variable?[]? Tangent(in TangentContext context) => [Apply(context.TxOrZeros(0), context.X(1), context.TxOrZeros(2))];

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            int dim = s.Int(0, x.Rank - 1), size = x.Shape[dim];
            yield return new Sample(new IndexCopy(dim), x, new ArgSort(0, false).Apply(s.Distinct([size])), s.Uniform(x.Shape));
            yield return new Sample(new IndexCopy(0), x, Tensor.Zeros([0], DType.Int64), s.Uniform(Axes.With(x.Shape, 0, 0))) { Note = "nothing" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([3, 2]).IndexCopy(0, Tensor.From(0L, 7L), Tensor.Zeros([2, 2])), typeof(ShapeException), "IndexCopy: index[1] is 7, outside [0, 2] for a dimension of size 3. Nothing was written"),
            new(() => Tensor.Zeros([3, 2]).IndexCopy(0, Tensor.From(0L, 1L), Tensor.Zeros([1, 2])), typeof(ShapeException), "IndexCopy: source of shape [1, 2] does not fit 2 indices of dim 0 of shape [3, 2], which take [2, 2]."),
            new(() => Tensor.Zeros([3]).IndexCopy(0, Tensor.From([0L]), Tensor.Zeros([1], DType.Float64)), typeof(DTypeException), "IndexCopy: source is Float64 and the tensor Float32."),
            new(() => Tensor.Zeros([3]).IndexCopy(0, Tensor.From([0f]), Tensor.Zeros([1])), typeof(DTypeException), "IndexCopy: indices of dtype Float32 are not integers."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>A copy in which chosen indices of one dimension become those of a source. PyTorch: torch.index_copy.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">Int64 or Int32 vector; values in [0, size). Of repeated indices the last wins.</param>
        /// <param name="source">As long in the dimension as the list, otherwise of this shape; of this dtype.</param>
        /// <returns>A new variable of this shape.</returns>
        /// <remarks>Derivative: dx = dy with zeros at the indices, dsource = the chosen indices of dy. Saves index.</remarks>
        /// <exception cref="ShapeException">dim is out of range, source does not fit, or a value is out of range.</exception>
        /// <exception cref="DTypeException">index is not Int64 or Int32, or source has another dtype.</exception>
        public Variable IndexCopy(int dim, Variable index, Variable source) =>
            new Ops.IndexCopy(Shape.Dim(dim, "IndexCopy")).Apply([this, index, source]);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.IndexCopy(int, Variable, Variable)"/>
        public Tensor IndexCopy(int dim, Tensor index, Tensor source) =>
            new Ops.IndexCopy(Shape.Dim(dim, "IndexCopy")).Apply([this, index, source]);
    }
}
