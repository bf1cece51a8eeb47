namespace AutoGrad.Ops
{
    /// <summary>The shape with one dimension written as several.</summary>
    internal static class Unflattened
    {
        internal static Shape Of(Shape shape, int dim, ReadOnlySpan<int> sizes)
        {
            int at = Axes.Of(shape, dim, "Unflatten");
            Shape parts = StrideMath.Infer(sizes, [shape[at]], "Unflatten");
            return parts.Rank > 0 && parts.NumEl == shape[at]
                ? [.. shape.AsSpan()[..at], .. parts.AsSpan(), .. shape.AsSpan()[(at + 1)..]]
                : throw Errors.Shapes("Unflatten", shape, parts, $"sizes {parts} have the product {parts.NumEl}, dim {dim} of shape {shape} has {shape[at]}. Make them equal.");
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Writes one dimension as several; always a view. PyTorch: Tensor.unflatten.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="sizes">Sizes whose product is the dimension's; one may be -1 and is computed.</param>
        /// <returns>A view with the dimension replaced by the sizes.</returns>
        /// <remarks>Derivative: dx = dy in the old shape. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim is out of range or the product differs.</exception>
        public Variable Unflatten(int dim, params ReadOnlySpan<int> sizes) => new Ops.Reshape(Ops.Unflattened.Of(Shape, dim, sizes)).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Unflatten(int, ReadOnlySpan{int})"/>
        public Tensor Unflatten(int dim, params ReadOnlySpan<int> sizes) => new Ops.Reshape(Ops.Unflattened.Of(Shape, dim, sizes)).Apply(this);
    }
}
