namespace AutoGrad.Ops
{
    /// <summary>The shape with a range of dimensions merged into one.</summary>
    internal static class Flattened
    {
        internal static Shape Of(Shape shape, int startDim, int endDim)
        {
            int start = shape.Dim(startDim, "Flatten"), end = shape.Dim(endDim, "Flatten");
            if (start > end)
            {
                throw Errors.Shape("Flatten", shape, $"startDim {startDim} comes after endDim {endDim} for shape {shape}. Exchange them.");
            }

            return shape.Rank == 0
                ? [1]
                : [.. shape.AsSpan()[..start], Axes.Product(shape.AsSpan()[start..(end + 1)]), .. shape.AsSpan()[(end + 1)..]];
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Merges a range of dimensions into one; a view where strides allow it. PyTorch: torch.flatten.</summary>
        /// <param name="startDim">First dimension to merge; negative counts from the end. Default 0.</param>
        /// <param name="endDim">Last dimension to merge, included; negative counts from the end. Default -1.</param>
        /// <returns>A variable with the range as one dimension; a scalar becomes [1].</returns>
        /// <remarks>Derivative: dx = dy in the old shape. Saves nothing.</remarks>
        /// <exception cref="ShapeException">A dim is out of range or the range is reversed.</exception>
        public Variable Flatten(int startDim = 0, int endDim = -1) => new Ops.Reshape(Ops.Flattened.Of(Shape, startDim, endDim)).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Flatten(int, int)"/>
        public Tensor Flatten(int startDim = 0, int endDim = -1) => new Ops.Reshape(Ops.Flattened.Of(Shape, startDim, endDim)).Apply(this);
    }
}
