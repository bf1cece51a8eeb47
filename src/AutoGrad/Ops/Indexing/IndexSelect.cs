namespace AutoGrad.Ops
{
    /// <summary>Chosen indices of one dimension, in the order of the list.</summary>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    internal sealed record IndexSelect(int Dim) : IndexedOp<IndexSelect>, IOp<IndexSelect>
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            int dim = shape.Dim(Dim, Name), count = IndexValues.RequireVector(Name, inputs[1]);
            return shape.Rank > 0 ? new TensorSpec(Axes.With(shape, dim, count), inputs[0].DType)
                : count == 1 ? inputs[0] : throw Errors.Shapes(Name, inputs[1].Shape, shape, $"{count} indices are given for a scalar. Give one, or Unsqueeze the scalar.");
        }

        protected internal override void Forward(in KernelContext context)
        {
            Tensor x = context.In(0);
            RowIndexing.Gather(x, context.Out(), IndexValues.Checked(Name, context.In(1), x.Rank == 0 ? 1 : x.Shape[Dim]), Dim);
        }

        protected override Variable Pullback(Variable dy, Variable index, Shape xShape) => new IndexSelectGrad(Dim, xShape).Apply(dy, index);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            int dim = s.Int(0, x.Rank - 1);
            yield return new Sample(new IndexSelect(dim), x, s.Integers([s.Int(1, 4)], 0, x.Shape[dim] - 1)) { Note = "repeated" };
            yield return new Sample(new IndexSelect(0), s.Uniform([3, 2]), Tensor.Zeros([0], DType.Int64)) { Note = "nothing" };
            yield return new Sample(new IndexSelect(0), s.Uniform([]), Tensor.Zeros([1], DType.Int32)) { Note = "scalar" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([3, 4]).IndexSelect(0, Tensor.From(0L, 3L)), typeof(ShapeException), "IndexSelect: index[1] is 3, outside [0, 2] for a dimension of size 3."),
            new(() => Tensor.Zeros([3, 4]).IndexSelect(0, Tensor.From([-1L])), typeof(ShapeException), "IndexSelect: index[0] is -1, outside [0, 2] for a dimension of size 3."),
            new(() => Tensor.Zeros([3, 4]).IndexSelect(0, Tensor.From([1f])), typeof(DTypeException), "IndexSelect: indices of dtype Float32 are not integers."),
            new(() => Tensor.Zeros([3, 4]).IndexSelect(0, Tensor.Zeros([1, 1], DType.Int64)), typeof(ShapeException), "IndexSelect: indices of shape [1, 1] are not a vector."),
            new(() => Tensor.Zeros([3, 4]).IndexSelect(2, Tensor.From([1L])), typeof(ShapeException), "IndexSelect: dim 2 is outside [-2, 1] for shape [3, 4]."),
        ];
    }

    /// <summary>Adds rows into zeros at their indices: the adjoint of <see cref="IndexSelect"/>.</summary>
    internal sealed record IndexSelectGrad(int Dim, Shape XShape) : IndexedOp<IndexSelectGrad>, IOp<IndexSelectGrad>
    {
        protected internal override bool AcceptsAccumulate => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Adjoint.Infer(Name, new IndexSelect(Dim), XShape, inputs);

        protected internal override void Forward(in KernelContext context)
        {
            Tensor dx = context.Out();
            Tensor index = IndexValues.Checked(Name, context.In(1), XShape.Rank == 0 ? 1 : XShape[Dim]);
            if (!context.Accumulates)
            {
                Elementwise.Copy(dx, Tensor.Zeros(Shape.Scalar, dx.DType), accumulate: false); // on all threads
            }

            RowIndexing.ScatterAdd(Name, dx, context.In(0), index, Dim);
        }

        protected override Variable Pullback(Variable dy, Variable index, Shape xShape) => new IndexSelect(Dim).Apply(dy, index);

        public static IEnumerable<Sample> Samples(Sampler s) => [new(new IndexSelectGrad(1, [2, 3]), s.Uniform([2, 4]), s.Integers([4], 0, 2))];

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => new IndexSelectGrad(0, [4]).Apply(Tensor.Zeros([3]), Tensor.Zeros([2], DType.Int64)), typeof(ShapeException), "IndexSelectGrad: a cotangent of shape [3] does not fit IndexSelect, whose output has shape [2]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Chosen indices of one dimension; a copy. PyTorch: torch.index_select.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">Int64 or Int32 vector; values in [0, size), repeats allowed.</param>
        /// <returns>A new variable, as long in the dimension as the list.</returns>
        /// <remarks>Derivative: dy added at the chosen indices, in the order of the list. Saves index.</remarks>
        /// <exception cref="ShapeException">dim is out of range, index is not a vector, or a value is out of range.</exception>
        /// <exception cref="DTypeException">index is not Int64 or Int32.</exception>
        public Variable IndexSelect(int dim, Variable index) => new Ops.IndexSelect(Shape.Dim(dim, "IndexSelect")).Apply(this, index);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.IndexSelect(int, Variable)"/>
        public Tensor IndexSelect(int dim, Tensor index) => new Ops.IndexSelect(Shape.Dim(dim, "IndexSelect")).Apply(this, index);
    }
}
