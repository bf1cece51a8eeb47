namespace AutoGrad.Ops
{
    /// <summary>Another shape over the same elements in row-major order; a copy only where strides allow no view.</summary>
    internal sealed record Reshape(Shape To) : ViewOp<Reshape>, IOp<Reshape>
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].Shape.NumEl == To.NumEl
            ? new TensorSpec(To, inputs[0].DType)
            : throw Errors.Shapes(Name, inputs[0].Shape, To, $"{inputs[0].Shape} has {inputs[0].Shape.NumEl} elements and {To} has {To.NumEl}. Keep the product of the sizes.");

        protected internal override Tensor View(Tensor x)
        {
            TensorSpec spec = x.Spec;
            Infer(new ReadOnlySpan<TensorSpec>(in spec));
            if (x.IsContiguous)
            {
                return x.ViewOf(To, [], x.Offset);
            }

            Span<int> strides = stackalloc int[To.Rank];
            return StrideMath.TryReshape(x, To, strides) ? x.ViewOf(To, strides, x.Offset) : x.Contiguous().ViewOf(To, [], 0);
        }

        protected override Variable Pullback(Variable dy, Shape xShape) => new Reshape(xShape).Apply(dy);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            yield return new Sample(new Reshape([x.NumEl]), x);
            yield return new Sample(new Reshape([x.NumEl, 1]), x);
            yield return new Sample(new Reshape([3, 0]), s.Uniform([0, 2])) { Note = "empty" };
            yield return new Sample(new Reshape([]), s.Uniform([1])) { Note = "to a scalar" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Reshape([4]), typeof(ShapeException), "Reshape: [2, 3] has 6 elements and [4] has 4."),
            new(() => Tensor.Zeros([2, 3]).Reshape(4, -1), typeof(ShapeException), "does not fit [4, -1]. The known sizes must divide the element count."),
            new(() => Tensor.Zeros([2, 3]).Reshape(-1, -1), typeof(ShapeException), "Only one size may be -1."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The same elements in another shape; a view where strides allow it, a copy otherwise. PyTorch: torch.reshape.</summary>
        /// <param name="shape">New sizes; one may be -1 and is computed.</param>
        /// <returns>A variable of the new shape.</returns>
        /// <remarks>Derivative: dx = dy in the old shape. Saves nothing.</remarks>
        /// <exception cref="ShapeException">The number of elements differs.</exception>
        public Variable Reshape(params ReadOnlySpan<int> shape) => new Ops.Reshape(StrideMath.Infer(shape, Shape, "Reshape")).Apply(this);

        /// <summary>The same elements in the shape of another variable. PyTorch: Tensor.reshape_as.</summary>
        /// <param name="other">Gives the shape; as many elements as this one.</param>
        /// <returns>A variable of the other's shape.</returns>
        /// <exception cref="ShapeException">The number of elements differs.</exception>
        public Variable ReshapeAs(Variable other) => new Ops.Reshape(Errors.Given(other).Shape).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Reshape(ReadOnlySpan{int})"/>
        public Tensor Reshape(params ReadOnlySpan<int> shape) => new Ops.Reshape(StrideMath.Infer(shape, Shape, "Reshape")).Apply(this);

        /// <inheritdoc cref="Variable.ReshapeAs(Variable)"/>
        public Tensor ReshapeAs(Tensor other) => new Ops.Reshape(Errors.Given(other).Shape).Apply(this);
    }
}
