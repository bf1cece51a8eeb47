namespace AutoGrad.Ops
{
    /// <summary>A run of indices of one dimension.</summary>
    internal static class Narrowed
    {
        internal static Slice Of(Shape shape, int dim, int start, int length)
        {
            int at = Axes.Of(shape, dim, "Narrow"), size = shape[at], from = start < 0 ? start + size : start;
            return from >= 0 && from <= size && length >= 0 && from + (long)length <= size
                ? new Slice(at, from, from + length, 1)
                : throw Errors.Shape("Narrow", shape, $"start {start} with length {length} is outside dim {dim} of size {size} of shape {shape}. Stay in 0..{size}.");
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>A run of indices of one dimension, without copying. PyTorch: torch.narrow.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="start">First index; negative counts from the end.</param>
        /// <param name="length">How many, 0 or more.</param>
        /// <returns>A view.</returns>
        /// <remarks>Derivative: dy in the chosen places, zero elsewhere. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim is out of range, or the run is not inside the dimension.</exception>
        public Variable Narrow(int dim, int start, int length) => Ops.Narrowed.Of(Shape, dim, start, length).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Narrow(int, int, int)"/>
        public Tensor Narrow(int dim, int start, int length) => Ops.Narrowed.Of(Shape, dim, start, length).Apply(this);
    }
}
