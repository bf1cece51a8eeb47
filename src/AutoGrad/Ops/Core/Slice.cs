namespace AutoGrad.Ops
{
    /// <summary>Every step-th index of one dimension, from start up to but not including end.</summary>
    internal sealed record Slice(int Dim, int Start, int End, int Step) : ViewOp<Slice>, IOp<Slice>
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            int size = shape[Dim];
            if (Step < 1)
            {
                throw Errors.Shape(Name, shape, $"step {Step} is not positive. Use Flip for reversed order.");
            }

            if (Start < 0 || Start > size || End < Start || End > size)
            {
                throw Errors.Shape(Name, shape, $"{Start}..{End} is outside dim {Dim} of size {size}. Stay in 0..{size}.");
            }

            Span<int> sizes = stackalloc int[shape.Rank];
            shape.AsSpan().CopyTo(sizes);
            sizes[Dim] = (End - Start + Step - 1) / Step;
            return new TensorSpec(Shape.Create(sizes), inputs[0].DType);
        }

        protected internal override Tensor View(Tensor x)
        {
            TensorSpec spec = x.Spec;
            Shape shape = Infer(new ReadOnlySpan<TensorSpec>(in spec)).Shape;
            Span<int> strides = stackalloc int[x.Rank];
            x.CopyStrides(strides);
            int offset = shape.NumEl == 0 ? x.Offset : x.Offset + (Start * strides[Dim]);
            strides[Dim] *= Step;
            return x.ViewOf(shape, strides, offset);
        }

        protected override Variable Pullback(Variable dy, Shape xShape) => new ViewGrad(this, xShape).Apply(dy);

        /// <summary>A slice with Python's treatment of negative and excessive bounds.</summary>
        internal static Slice Of(Shape shape, int dim, int start, int end, int step)
        {
            dim = shape.Rank == 0 ? throw Errors.DimOutOfRange("Slice", dim, shape, 0) : shape.Dim(dim, "Slice");
            int size = shape[dim];
            start = Math.Clamp(start < 0 ? start + size : start, 0, size);
            end = Math.Clamp(end < 0 ? end + size : end, start, size);
            return new Slice(dim, start, end, step);
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            int dim = s.Int(0, x.Rank - 1), size = x.Shape[dim], start = s.Int(0, size);
            yield return new Sample(new Slice(dim, start, s.Int(start, size), s.Int(1, 2)), x);
            yield return new Sample(new Slice(dim, Math.Min(1, size - 1), size, 1), x) { Note = "up to the end" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => new Slice(0, 1, 9, 1).Apply(Tensor.Zeros([4])), typeof(ShapeException), "1..9 is outside dim 0 of size 4"),
            new(() => Tensor.Zeros([4]).Slice(0, 0, 4, 0), typeof(ShapeException), "step 0 is not positive"),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Every step-th index of one dimension; bounds are clamped as Python clamps them. PyTorch: x[start:end:step].</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="start">First index; negative counts from the end. Default 0.</param>
        /// <param name="end">One past the last index; negative counts from the end. Default the size.</param>
        /// <param name="step">Distance, at least 1. Default 1.</param>
        /// <returns>A view.</returns>
        /// <remarks>Derivative: dy in the sliced places, zero elsewhere. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim is out of range or step is not positive.</exception>
        public Variable Slice(int dim, int start = 0, int end = int.MaxValue, int step = 1) => Ops.Slice.Of(Shape, dim, start, end, step).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Slice(int, int, int, int)"/>
        public Tensor Slice(int dim, int start = 0, int end = int.MaxValue, int step = 1) => Ops.Slice.Of(Shape, dim, start, end, step).Apply(this);
    }
}
