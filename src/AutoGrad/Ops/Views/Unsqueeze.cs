namespace AutoGrad.Ops
{
    /// <summary>The shape with a size of 1 put in.</summary>
    internal static class Unsqueezed
    {
        internal static Shape Of(Shape shape, int dim) =>
            Axes.Inserted(shape, Shape.NormalizeDim(dim, shape.Rank + 1, "Unsqueeze", shape), 1);
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Puts in a dimension of size 1; always a view. PyTorch: torch.unsqueeze.</summary>
        /// <param name="dim">Where it stands in the result, in [-Rank - 1, Rank].</param>
        /// <returns>A view with one more dimension.</returns>
        /// <remarks>Derivative: dx = dy in the old shape. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        public Variable Unsqueeze(int dim) => new Ops.Reshape(Ops.Unsqueezed.Of(Shape, dim)).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Unsqueeze(int)"/>
        public Tensor Unsqueeze(int dim) => new Ops.Reshape(Ops.Unsqueezed.Of(Shape, dim)).Apply(this);
    }
}
