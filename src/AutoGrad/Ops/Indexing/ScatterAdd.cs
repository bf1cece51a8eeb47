namespace AutoGrad.Ops
{
    /// <summary>A copy in which elements chosen along one dimension are increased by those of a source.</summary>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    internal sealed record ScatterAdd(int Dim) : Op, IOp<ScatterAdd>
    {
        protected internal override Promotion Promotion => Promotion.None;

        protected internal override bool AcceptsStrides => true;

        /// <summary>The indices.</summary>
        protected internal override Saved Saves => Saved.B;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            LaneIndexing.Require(Name, Dim, inputs[0].Shape, inputs[1]);
            LaneIndexing.RequireInside(Name, inputs[1].Shape, inputs[2].Shape, "src", except: -1);
            return inputs[2].DType == inputs[0].DType ? inputs[0] : throw Errors.SameDType(Name, "src", inputs[2].DType, inputs[0].DType);
        }

        protected internal override void Forward(in KernelContext context)
        {
            LaneIndexing.Scatter(Name, context.Out(), context.In(0), context.In(2), context.In(1), Dim, adds: true);
        }

        protected internal override void Pullback(in PullbackContext context)
        {
            Variable dy = context.Dy(), index = context.X(1);
            if (context.Needs(0))
            {
                context.Add(0, dy);
            }

            if (context.Needs(2))
            {
                Variable chosen = new Gather(Dim).Apply(dy, index);
                context.Add(2, LaneIndexing.Grown(chosen, context.ShapeOf(2)));
            }
        }

        protected internal override Variable?[]? Tangent(in TangentContext context) => [Apply(context.TxOrZeros(0), context.X(1), context.TxOrZeros(2))];

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            int dim = s.Int(0, x.Rank - 1);
            int count = s.Int(1, 4);
            yield return new Sample(new ScatterAdd(dim), x, s.Integers(Axes.With(x.Shape, dim, count), 0, x.Shape[dim] - 1), s.Uniform(Axes.With(x.Shape, dim, count)));
            yield return new Sample(new ScatterAdd(0), s.Uniform([3, 2]), Tensor.From(2L, 0L).Reshape(2, 1), s.Uniform([3, 2])) { Note = "larger source" };
            yield return new Sample(new ScatterAdd(0), s.Uniform([3]), Tensor.Zeros([0], DType.Int64), s.Uniform([0])) { Note = "nothing" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).ScatterAdd(1, Tensor.From(0L, 3L).Reshape(2, 1), Tensor.Zeros([2, 1])), typeof(ShapeException), "ScatterAdd: index[1, 0] is 3, outside [0, 2] for a dimension of size 3. Nothing was written"),
            new(() => Tensor.Zeros([2, 3]).ScatterAdd(1, Tensor.Zeros([2, 2], DType.Int64), Tensor.Zeros([2, 1])), typeof(ShapeException), "ScatterAdd: indices of shape [2, 2] reach beyond src of shape [2, 1] in dim 1."),
            new(() => Tensor.Zeros([2, 3]).ScatterAdd(1, Tensor.Zeros([3, 1], DType.Int64), Tensor.Zeros([3, 1])), typeof(ShapeException), "ScatterAdd: indices of shape [3, 1] reach beyond the tensor of shape [2, 3] in dim 0."),
            new(() => Tensor.Zeros([2]).ScatterAdd(0, Tensor.From([0L]), Tensor.Zeros([1], DType.Int64)), typeof(DTypeException), "ScatterAdd: src is Int64 and the tensor Float32."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>A copy in which elements chosen along one dimension are increased by those of a source. PyTorch: torch.scatter_add.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">Int64 or Int32 of this rank; no larger than this tensor in every other dimension. Values in [0, size). Equal ones add up in order.</param>
        /// <param name="src">At least as large as index in every dimension; of this dtype. What lies beyond index is not used.</param>
        /// <returns>A new variable of this shape.</returns>
        /// <remarks>Derivative: dx = dy, dsrc = dy there. Saves index.</remarks>
        /// <exception cref="ShapeException">dim is out of range, index or src does not fit, or a value is out of range.</exception>
        /// <exception cref="DTypeException">index is not Int64 or Int32, or src has another dtype.</exception>
        public Variable ScatterAdd(int dim, Variable index, Variable src) => new Ops.ScatterAdd(Shape.Dim(dim, "ScatterAdd")).Apply([this, index, src]);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.ScatterAdd(int, Variable, Variable)"/>
        public Tensor ScatterAdd(int dim, Tensor index, Tensor src) => new Ops.ScatterAdd(Shape.Dim(dim, "ScatterAdd")).Apply([this, index, src]);
    }
}
