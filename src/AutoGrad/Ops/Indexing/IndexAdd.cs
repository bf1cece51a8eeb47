namespace AutoGrad.Ops
{
    /// <summary>A copy in which chosen indices of one dimension are increased by those of a source.</summary>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    internal sealed record IndexAdd(int Dim) : Op, IOp<IndexAdd>
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
            RowIndexing.ScatterAdd(Name, y, context.In(2), index, Dim);
        }

        protected internal override void Pullback(in PullbackContext context)
        {
            if (context.Needs(0))
            {
                context.Add(0, context.Dy());
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
            yield return new Sample(new IndexAdd(dim), x, s.Integers([3], 0, size - 1), s.Uniform(Axes.With(x.Shape, dim, 3))) { Note = "repeated" };
            yield return new Sample(new IndexAdd(0), x, Tensor.Zeros([0], DType.Int64), s.Uniform(Axes.With(x.Shape, 0, 0))) { Note = "nothing" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([3, 2]).IndexAdd(0, Tensor.From(0L, 7L), Tensor.Zeros([2, 2])), typeof(ShapeException), "IndexAdd: index[1] is 7, outside [0, 2] for a dimension of size 3. Nothing was written"),
            new(() => Tensor.Zeros([3, 2]).IndexAdd(0, Tensor.From(0L, 1L), Tensor.Zeros([1, 2])), typeof(ShapeException), "IndexAdd: source of shape [1, 2] does not fit 2 indices of dim 0 of shape [3, 2], which take [2, 2]."),
            new(() => Tensor.Zeros([3]).IndexAdd(0, Tensor.From([0L]), Tensor.Zeros([1], DType.Float64)), typeof(DTypeException), "IndexAdd: source is Float64 and the tensor Float32."),
            new(() => Tensor.Zeros([3]).IndexAdd(0, Tensor.From([0f]), Tensor.Zeros([1])), typeof(DTypeException), "IndexAdd: indices of dtype Float32 are not integers."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>A copy in which chosen indices of one dimension are increased by those of a source. PyTorch: torch.index_add.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">Int64 or Int32 vector; values in [0, size). Repeated indices add up in the order of the list.</param>
        /// <param name="source">As long in the dimension as the list, otherwise of this shape; of this dtype.</param>
        /// <param name="alpha">Factor of source. Default 1.</param>
        /// <returns>A new variable of this shape.</returns>
        /// <remarks>Derivative: dx = dy, dsource = the chosen indices of dy, times alpha. Saves index.</remarks>
        /// <exception cref="ShapeException">dim is out of range, source does not fit, or a value is out of range.</exception>
        /// <exception cref="DTypeException">index is not Int64 or Int32, or source has another dtype.</exception>
        public Variable IndexAdd(int dim, Variable index, Variable source, double alpha = 1) =>
            new Ops.IndexAdd(Shape.Dim(dim, "IndexAdd")).Apply([this, index, alpha == 1 ? source : source * Tensor.Full([], alpha, source.DType)]);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.IndexAdd(int, Variable, Variable, double)"/>
        public Tensor IndexAdd(int dim, Tensor index, Tensor source, double alpha = 1) =>
            new Ops.IndexAdd(Shape.Dim(dim, "IndexAdd")).Apply([this, index, alpha == 1 ? source : source.Mul(Tensor.Full([], alpha, source.DType))]);
    }
}
