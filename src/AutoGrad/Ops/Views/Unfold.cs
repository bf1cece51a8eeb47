namespace AutoGrad.Ops
{
    /// <summary>Sliding windows over one dimension, as a last dimension.</summary>
    /// <param name="Dimension">The dimension, in [0, rank).</param>
    /// <param name="Size">Elements in a window.</param>
    /// <param name="Step">Distance between windows.</param>
    internal sealed record Unfold(int Dimension, int Size, int Step) : ViewOp<Unfold>, IOp<Unfold>
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            int dim = Axes.Of(shape, Dimension, Name);
            if (Size < 0 || Size > shape[dim])
            {
                throw Errors.Shape(Name, shape, $"a window of {Size} does not fit dim {Dimension} of size {shape[dim]} of shape {shape}. Use a size in [0, {shape[dim]}].");
            }

            return Step > 0
                ? new TensorSpec(Axes.Inserted(Axes.With(shape, dim, ((shape[dim] - Size) / Step) + 1), shape.Rank, Size), inputs[0].DType)
                : throw Errors.NotPositive(Name, "step", Step, shape, 1);
        }

        protected internal override Tensor View(Tensor x)
        {
            TensorSpec spec = x.Spec;
            Shape shape = Infer(new ReadOnlySpan<TensorSpec>(in spec)).Shape;
            int dim = x.Shape.Dim(Dimension, Name);
            int[] strides = [.. x.Strides(), x.Stride(dim)];
            strides[dim] *= Step;
            return x.ViewOf(shape, strides, x.Offset);
        }

        protected override Variable Pullback(Variable dy, Shape xShape) => new UnfoldGrad(Dimension, Size, Step, xShape).Apply(dy);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            int dim = s.Int(0, x.Rank - 1);
            yield return new Sample(new Unfold(dim, s.Int(1, x.Shape[dim]), s.Int(1, 2)), x);
            yield return new Sample(new Unfold(0, 0, 1), s.Uniform([2])) { Note = "empty windows" };
            yield return new Sample(new Unfold(0, 2, 3), s.Uniform([6])) { Note = "windows apart" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([4]).Unfold(0, 5, 1), typeof(ShapeException), "Unfold: a window of 5 does not fit dim 0 of size 4 of shape [4]."),
            new(() => Tensor.Zeros([4]).Unfold(0, 2, 0), typeof(ShapeException), "Unfold: step is 0; it must be 1 or more."),
            new(() => Tensor.Zeros([4]).Unfold(1, 2, 1), typeof(ShapeException), "dim 1 is outside [-1, 0] for shape [4]."),
        ];
    }

    /// <summary>Adds windows up where they overlap: the adjoint of <see cref="Unfold"/>.</summary>
    internal sealed record UnfoldGrad(int Dimension, int Size, int Step, Shape XShape) : LinearOp<UnfoldGrad>, IOp<UnfoldGrad>
    {
        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Adjoint.Infer(Name, new Unfold(Dimension, Size, Step), XShape, inputs);

        protected internal override void Forward(in KernelContext context)
        {
            Tensor dx = context.Out(), dy = context.In(0);
            if (!context.Accumulates)
            {
                Elementwise.Copy(dx, Tensor.Zeros(Shape.Scalar, dx.DType), accumulate: false);
            }

            // The k-th elements of all windows are distinct places, so each pass may run on many threads and the sum has one order.
            int dim = XShape.Dim(Dimension, Name), last = dy.Rank - 1, count = dy.Shape[dim];
            Shape shape = Axes.Removed(dy.Shape, last);
            int[] strides = dy.Strides();
            for (int k = 0; k < Size && dy.NumEl > 0; k++)
            {
                Tensor places = new Slice(dim, k, k + ((count - 1) * Step) + 1, Step).View(dx);
                Elementwise.Copy(places, dy.ViewOf(shape, strides[..last], dy.Offset + (k * strides[last])), accumulate: true);
            }
        }

        protected override Variable Pullback(Variable dy, Shape xShape) => new Unfold(Dimension, Size, Step).Apply(dy);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(1, 2);
            int size = s.Int(1, shape[0]), step = s.Int(1, 2);
            yield return new Sample(new UnfoldGrad(0, size, step, shape), s.Uniform(Axes.Inserted(Axes.With(shape, 0, ((shape[0] - size) / step) + 1), shape.Rank, size)));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => new UnfoldGrad(0, 2, 1, [4]).Apply(Tensor.Zeros([2, 2])), typeof(ShapeException), "UnfoldGrad: a cotangent of shape [2, 2] does not fit Unfold, whose output has shape [3, 2]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Sliding windows over one dimension, without copying. PyTorch: Tensor.unfold.</summary>
        /// <param name="dimension">The dimension; negative counts from the end.</param>
        /// <param name="size">Elements in a window, in [0, size of the dimension].</param>
        /// <param name="step">Distance from one window to the next, at least 1.</param>
        /// <returns>A view with the number of windows in place of the dimension and the window as a last dimension.</returns>
        /// <remarks>Derivative: dy summed over the windows that show an element. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dimension is out of range, the window does not fit, or step is below 1.</exception>
        public Variable Unfold(int dimension, int size, int step) => new Ops.Unfold(dimension, size, step).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Unfold(int, int, int)"/>
        public Tensor Unfold(int dimension, int size, int step) => new Ops.Unfold(dimension, size, step).Apply(this);
    }
}
