namespace AutoGrad.Ops
{
    /// <summary>Single elements chosen along one dimension: y[.., j, ..] = x[.., index[.., j, ..], ..].</summary>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    internal sealed record Gather(int Dim) : IndexedOp<Gather>, IOp<Gather>
    {
        protected internal override bool AcceptsStrides => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            LaneIndexing.Require(Name, Dim, inputs[0].Shape, inputs[1]);
            return new TensorSpec(inputs[1].Shape, inputs[0].DType);
        }

        protected internal override void Forward(in KernelContext context)
        {
            Tensor x = context.In(0);
            LaneIndexing.Gather(Name, x, context.Out(), context.In(1), Dim);
        }

        protected override Variable Pullback(Variable dy, Variable index, Shape xShape) => new GatherGrad(Dim, xShape).Apply(dy, index);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            int dim = s.Int(0, x.Rank - 1);
            yield return new Sample(new Gather(dim), x, s.Integers(Axes.With(x.Shape, dim, s.Int(1, 4)), 0, x.Shape[dim] - 1)) { Note = "repeated" };
            yield return new Sample(new Gather(1), s.Uniform([2, 3, 2]), s.Integers([1, 2, 2], 0, 2)) { Note = "smaller index" };
            yield return new Sample(new Gather(0), s.Uniform([3]), Tensor.Zeros([0], DType.Int64)) { Note = "nothing" };
            yield return new Sample(new Gather(0), s.Uniform([]), Tensor.Zeros([], DType.Int32)) { Note = "scalar" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Gather(1, Tensor.From(0L, 3L, -1L, 2L).Reshape(2, 2)), typeof(ShapeException), "Gather: index[0, 1] is 3, outside [0, 2] for a dimension of size 3."),
            new(() => Tensor.Zeros([2, 3]).Gather(1, Tensor.Zeros([3, 1], DType.Int64)), typeof(ShapeException), "Gather: indices of shape [3, 1] reach beyond the tensor of shape [2, 3] in dim 0."),
            new(() => Tensor.Zeros([2, 3]).Gather(1, Tensor.Zeros([2], DType.Int64)), typeof(ShapeException), "Gather: indices of shape [2] and the tensor of shape [2, 3] differ in rank."),
            new(() => Tensor.Zeros([2, 3]).Gather(1, Tensor.Zeros([2, 3])), typeof(DTypeException), "Gather: indices of dtype Float32 are not integers."),
        ];
    }

    /// <summary>Adds single elements into zeros at their indices: the adjoint of <see cref="Gather"/>.</summary>
    internal sealed record GatherGrad(int Dim, Shape XShape) : IndexedOp<GatherGrad>, IOp<GatherGrad>
    {
        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Adjoint.Infer(Name, new Gather(Dim), XShape, inputs);

        protected internal override void Forward(in KernelContext context)
        {
            Tensor dx = context.Out();
            Tensor index = IndexValues.Checked(Name, context.In(1), XShape.Rank == 0 ? 1 : XShape[Dim]); // dx may hold a sum already
            if (!context.Accumulates)
            {
                Elementwise.Copy(dx, Tensor.Zeros(Shape.Scalar, dx.DType), accumulate: false);
            }

            LaneIndexing.Scatter(Name, dx, start: null, context.In(0), index, Dim, adds: true);
        }

        protected override Variable Pullback(Variable dy, Variable index, Shape xShape) => new Gather(Dim).Apply(dy, index);

        public static IEnumerable<Sample> Samples(Sampler s) => [new(new GatherGrad(1, [2, 3]), s.Uniform([2, 4]), s.Integers([2, 4], 0, 2))];

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => new GatherGrad(0, [4]).Apply(Tensor.Zeros([3]), Tensor.Zeros([2], DType.Int64)), typeof(ShapeException), "GatherGrad: a cotangent of shape [3] does not fit Gather, whose output has shape [2]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Single elements chosen along one dimension, y[.., j, ..] = x[.., index[.., j, ..], ..]; a copy. PyTorch: torch.gather.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">Int64 or Int32 of this rank; no larger than this tensor in every other dimension. Values in [0, size), repeats allowed.</param>
        /// <returns>A new variable of the index's shape.</returns>
        /// <remarks>Derivative: dy added at the chosen places, in the order of the index. Saves index.</remarks>
        /// <exception cref="ShapeException">dim is out of range, index does not fit, or a value is out of range.</exception>
        /// <exception cref="DTypeException">index is not Int64 or Int32.</exception>
        public Variable Gather(int dim, Variable index) => new Ops.Gather(Shape.Dim(dim, "Gather")).Apply(this, index);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Gather(int, Variable)"/>
        public Tensor Gather(int dim, Tensor index) => new Ops.Gather(Shape.Dim(dim, "Gather")).Apply(this, index);
    }
}
