namespace AutoGrad.Ops
{
    /// <summary>The shape without sizes of 1.</summary>
    internal static class Squeezed
    {
        internal static Shape Of(Shape shape, ReadOnlySpan<int> dims)
        {
            ulong mask = Dims.Create(dims).Mask(shape, "Squeeze");
            var sizes = new List<int>(shape.Rank);
            for (int i = 0; i < shape.Rank; i++)
            {
                if (shape[i] != 1 || (mask >> i & 1) == 0)
                {
                    sizes.Add(shape[i]);
                }
            }

            return [.. sizes];
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Drops dimensions of size 1; always a view. PyTorch: torch.squeeze.</summary>
        /// <param name="dim">Which dimensions to drop if their size is 1; negative counts from the end. None given: all of them.</param>
        /// <returns>A view without these dimensions; those of another size stay.</returns>
        /// <remarks>Derivative: dx = dy in the old shape. Saves nothing.</remarks>
        /// <exception cref="ShapeException">A dim is out of range or listed twice.</exception>
        public Variable Squeeze(params ReadOnlySpan<int> dim) => new Ops.Reshape(Ops.Squeezed.Of(Shape, dim)).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Squeeze(ReadOnlySpan{int})"/>
        public Tensor Squeeze(params ReadOnlySpan<int> dim) => new Ops.Reshape(Ops.Squeezed.Of(Shape, dim)).Apply(this);
    }
}
