namespace AutoGrad.Ops
{
    /// <summary>A copy of the first input in which a view of it holds the second.</summary>
    /// <param name="Of">The view; it shows each element at most once.</param>
    internal sealed record ViewScatter(Op Of) : Op, IOp<ViewScatter>
    {
        public override string Name => Of.Name + "Scatter";

        protected internal override int Arity => 2;

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override bool AcceptsStrides => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape part = Of.Infer(inputs[..1]).Shape;
            return inputs[1].Shape != part ? throw Errors.Shapes(Name, inputs[1].Shape, part, $"src of shape {inputs[1].Shape} does not fit the view of shape {part}. Reshape or expand it.")
                : inputs[1].DType != inputs[0].DType ? throw Errors.DType(Name, inputs[1].DType, inputs[0].DType, $"src is {inputs[1].DType} and the tensor {inputs[0].DType}. Convert src with To.")
                : inputs[0];
        }

        protected internal override void Forward(in KernelContext context)
        {
            Elementwise.Copy(context.Out(), context.In(0), accumulate: false);
            Elementwise.Copy(Of.Run(context.Out()), context.In(1), accumulate: false);
        }

        protected internal override void Pullback(in PullbackContext context)
        {
            Variable dy = context.Dy();
            if (context.Needs(0))
            {
                Variable part = Of.Apply(dy);
                context.Add(0, Apply(dy, Tensor.Zeros(Shape.Scalar, dy.DType).Expand(part.Shape)));
            }

            if (context.Needs(1))
            {
                context.Add(1, Of.Apply(dy));
            }
        }

        protected internal override Variable?[]? Tangent(in TangentContext context) => [Apply(context.TxOrZeros(0), context.TxOrZeros(1))];

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(2, 3);
            yield return new Sample(new ViewScatter(new Diagonal(0, 0, 1)), s.Uniform(shape), s.Uniform(Tensor.Zeros(shape).Diagonal().Shape));
            yield return new Sample(new ViewScatter(new Slice(0, 0, shape[0], 2)), s.Uniform(shape), s.Uniform(Axes.With(shape, 0, (shape[0] + 1) / 2)));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([4, 2]).SliceScatter(Tensor.Zeros([3, 2]), 0, 1, 3), typeof(ShapeException), "SliceScatter: src of shape [3, 2] does not fit the view of shape [2, 2]."),
            new(() => Tensor.Zeros([2]).SelectScatter(Tensor.Zeros([]), 0, 2), typeof(ShapeException), "SelectScatter: index 2 is outside [-2, 1] for dim 0 of size 2."),
            new(() => Tensor.Zeros([2, 2]).DiagonalScatter(Tensor.Zeros([2], DType.Int64)), typeof(DTypeException), "DiagonalScatter: src is Int64 and the tensor Float32."),
        ];

        /// <summary>The run of one index, for a source without the dimension.</summary>
        internal static ViewScatter Select(Shape shape, int dim, int index)
        {
            int at = Axes.Of(shape, dim, "SelectScatter"), size = shape[at], from = index < 0 ? index + size : index;
            return from >= 0 && from < size ? new ViewScatter(new Slice(at, from, from + 1, 1))
                : throw Errors.Shape("SelectScatter", shape, $"index {index} is outside [-{size}, {size - 1}] for dim {dim} of size {size}. Pass an index the dimension has.");
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>A copy in which a slice of one dimension holds src. PyTorch: torch.slice_scatter.</summary>
        /// <param name="src">What the slice holds; of the slice's shape and of this dtype.</param>
        /// <param name="dim">The dimension; negative counts from the end. Default 0.</param>
        /// <param name="start">First index; negative counts from the end. Default 0.</param>
        /// <param name="end">One past the last index; negative counts from the end. Default the size.</param>
        /// <param name="step">Distance, at least 1. Default 1.</param>
        /// <returns>A new variable of this shape.</returns>
        /// <remarks>Derivative: dx = dy with zeros in the slice, dsrc = the slice of dy. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim is out of range or src has another shape than the slice.</exception>
        /// <exception cref="DTypeException">src has another dtype.</exception>
        public Variable SliceScatter(Variable src, int dim = 0, int start = 0, int end = int.MaxValue, int step = 1) =>
            new Ops.ViewScatter(Ops.Slice.Of(Shape, dim, start, end, step)).Apply(this, src);

        /// <summary>A copy in which one index of a dimension holds src. PyTorch: torch.select_scatter.</summary>
        /// <param name="src">What stands at the index; of this shape without the dimension, and of this dtype.</param>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">The index; negative counts from the end.</param>
        /// <returns>A new variable of this shape.</returns>
        /// <remarks>Derivative: dx = dy with zeros at the index, dsrc = dy there. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim or index is out of range or src has another shape.</exception>
        /// <exception cref="DTypeException">src has another dtype.</exception>
        public Variable SelectScatter(Variable src, int dim, int index) => Ops.ViewScatter.Select(Shape, dim, index).Apply(this, Errors.Given(src).Unsqueeze(Ops.Axes.Of(Shape, dim, "SelectScatter")));

        /// <summary>A copy in which a diagonal holds src. PyTorch: torch.diagonal_scatter.</summary>
        /// <param name="src">What the diagonal holds; of the diagonal's shape and of this dtype.</param>
        /// <param name="offset">0 for the main diagonal, positive above it, negative below. Default 0.</param>
        /// <param name="dim1">The rows; negative counts from the end. Default 0.</param>
        /// <param name="dim2">The columns; negative counts from the end. Default 1.</param>
        /// <returns>A new variable of this shape.</returns>
        /// <remarks>Derivative: dx = dy with zeros on the diagonal, dsrc = the diagonal of dy. Saves nothing.</remarks>
        /// <exception cref="ShapeException">A dim is out of range or src has another shape than the diagonal.</exception>
        /// <exception cref="DTypeException">src has another dtype.</exception>
        public Variable DiagonalScatter(Variable src, int offset = 0, int dim1 = 0, int dim2 = 1) => new Ops.ViewScatter(new Ops.Diagonal(offset, dim1, dim2)).Apply(this, src);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.SliceScatter(Variable, int, int, int, int)"/>
        public Tensor SliceScatter(Tensor src, int dim = 0, int start = 0, int end = int.MaxValue, int step = 1) =>
            new Ops.ViewScatter(Ops.Slice.Of(Shape, dim, start, end, step)).Apply(this, src);

        /// <inheritdoc cref="Variable.SelectScatter(Variable, int, int)"/>
        public Tensor SelectScatter(Tensor src, int dim, int index) => Ops.ViewScatter.Select(Shape, dim, index).Apply(this, Errors.Given(src).Unsqueeze(Ops.Axes.Of(Shape, dim, "SelectScatter")));

        /// <inheritdoc cref="Variable.DiagonalScatter(Variable, int, int, int)"/>
        public Tensor DiagonalScatter(Tensor src, int offset = 0, int dim1 = 0, int dim2 = 1) => new Ops.ViewScatter(new Ops.Diagonal(offset, dim1, dim2)).Apply(this, src);
    }
}
