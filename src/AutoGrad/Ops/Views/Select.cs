namespace AutoGrad.Ops
{
    /// <summary>One index of one dimension, which goes away.</summary>
    internal sealed record Select(int Dim, int Index) : ViewOp<Select>, IOp<Select>
    {
        /// <summary>The view of a given shape; negative numbers count from the end.</summary>
        internal static Select Of(Shape shape, int dim, int index)
        {
            int at = Axes.Of(shape, dim, nameof(Select));
            return new Select(at, index < 0 && index >= -shape[at] ? index + shape[at] : index);
        }

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            return (uint)Index < (uint)shape[Dim] ? new TensorSpec(Axes.Removed(shape, Dim), inputs[0].DType) : throw Errors.SelectOutOfRange(Name, Index, Dim, shape);
        }

        protected internal override Tensor View(Tensor x)
        {
            TensorSpec spec = x.Spec;
            Shape shape = Infer(new ReadOnlySpan<TensorSpec>(in spec)).Shape;
            Span<int> strides = stackalloc int[shape.Rank];
            for (int i = 0; i < strides.Length; i++)
            {
                strides[i] = x.Stride(i < Dim ? i : i + 1);
            }

            return x.ViewOf(shape, strides, x.Offset + (Index * x.Stride(Dim)));
        }

        protected override Variable Pullback(Variable dy, Shape xShape) => new ViewGrad(this, xShape).Apply(dy);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            int dim = s.Int(0, x.Rank - 1);
            yield return new Sample(new Select(dim, s.Int(0, x.Shape[dim] - 1)), x);
            yield return new Sample(new Select(0, 1), s.Uniform([2, 0])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Select(1, 3), typeof(ShapeException), "Select: index 3 is outside [-3, 2] for dim 1 of shape [2, 3]."),
            new(() => Tensor.Zeros([0, 3]).Select(0, 0), typeof(ShapeException), "Select: index 0 was given for dim 0 of shape [0, 3], which is empty."),
            new(() => Tensor.Zeros([]).Select(0, 0), typeof(ShapeException), "Select: dim 0 was given for a scalar"),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>One index of one dimension, without copying. PyTorch: torch.select.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">The place in it; negative counts from the end.</param>
        /// <returns>A view without the dimension.</returns>
        /// <remarks>Derivative: dy at the index, zero elsewhere. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim or index is out of range.</exception>
        public Variable Select(int dim, int index) => Ops.Select.Of(Shape, dim, index).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Select(int, int)"/>
        public Tensor Select(int dim, int index) => Ops.Select.Of(Shape, dim, index).Apply(this);
    }
}
