namespace AutoGrad.Ops
{
    /// <summary>Whether a shape can be had without a copy.</summary>
    internal static class Viewing
    {
        internal static Reshape Of(Tensor x, Shape to)
        {
            var op = new Reshape(to);
            TensorSpec spec = x.Spec;
            op.Infer(new ReadOnlySpan<TensorSpec>(in spec));
            return StrideMath.TryReshape(x, to, stackalloc int[to.Rank]) ? op : throw Errors.NotViewable(x.Shape, x.Strides(), to);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The same memory in another shape; never a copy. PyTorch: Tensor.view.</summary>
        /// <param name="shape">New sizes; one may be -1 and is computed.</param>
        /// <returns>A view of the new shape.</returns>
        /// <remarks>Derivative: dx = dy in the old shape. Saves nothing.</remarks>
        /// <exception cref="ShapeException">The number of elements differs, or the strides allow no view; <see cref="Reshape(ReadOnlySpan{int})"/> copies then.</exception>
        public Variable View(params ReadOnlySpan<int> shape) => Ops.Viewing.Of(Data, StrideMath.Infer(shape, Shape, "View")).Apply(this);

        /// <summary>The same memory in the shape of another variable; never a copy. PyTorch: Tensor.view_as.</summary>
        /// <param name="other">Gives the shape; as many elements as this one.</param>
        /// <returns>A view of the other's shape.</returns>
        /// <exception cref="ShapeException">The number of elements differs, or the strides allow no view.</exception>
        public Variable ViewAs(Variable other) => Ops.Viewing.Of(Data, Errors.Given(other).Shape).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.View(ReadOnlySpan{int})"/>
        public Tensor View(params ReadOnlySpan<int> shape) => Ops.Viewing.Of(this, StrideMath.Infer(shape, Shape, "View")).Apply(this);

        /// <inheritdoc cref="Variable.ViewAs(Variable)"/>
        public Tensor ViewAs(Tensor other) => Ops.Viewing.Of(this, Errors.Given(other).Shape).Apply(this);
    }
}
