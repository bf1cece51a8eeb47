namespace AutoGrad.Ops
{
    /// <summary>The order that exchanges the last two dimensions.</summary>
    internal static class MatrixTranspose
    {
        internal static Permute Of(Shape shape, string op, int least, int most) =>
            shape.Rank < least || shape.Rank > most ? throw Errors.RankOutOfRange(op, shape, least, most)
            : shape.Rank < 2 ? new Permute(StrideMath.Swapped(shape, 0, 0))
            : new Permute(StrideMath.Swapped(shape, -1, -2));
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The last two dimensions exchanged, a batch of transposed matrices, without copying. PyTorch: Tensor.mT.</summary>
        /// <value>A view.</value>
        /// <exception cref="ShapeException">There are fewer than two dimensions.</exception>
        public Variable MT => Ops.MatrixTranspose.Of(Shape, "MT", 2, int.MaxValue).Apply(this);

        /// <summary>Exchanges two dimensions, without copying. PyTorch: torch.transpose.</summary>
        /// <param name="dim0">First dimension; negative counts from the end.</param>
        /// <param name="dim1">Second dimension; negative counts from the end.</param>
        /// <returns>A view.</returns>
        /// <remarks>Derivative: the same exchange. Saves nothing.</remarks>
        /// <exception cref="ShapeException">A dim is out of range.</exception>
        public Variable Transpose(int dim0, int dim1) => new Ops.Permute(StrideMath.Swapped(Shape, dim0, dim1)).Apply(this);

        /// <summary>The transposed matrix, without copying; vectors and scalars stay as they are. PyTorch: torch.t.</summary>
        /// <returns>A view.</returns>
        /// <exception cref="ShapeException">There are more than two dimensions; use <see cref="Transpose(int, int)"/> or <see cref="MT"/>.</exception>
        public Variable T() => Ops.MatrixTranspose.Of(Shape, "T", 0, 2).Apply(this);

        /// <summary>The same as <see cref="Transpose(int, int)"/>. PyTorch: torch.swapaxes.</summary>
        /// <param name="axis0">First dimension; negative counts from the end.</param>
        /// <param name="axis1">Second dimension; negative counts from the end.</param>
        /// <returns>A view.</returns>
        /// <exception cref="ShapeException">A dim is out of range.</exception>
        public Variable SwapAxes(int axis0, int axis1) => Transpose(axis0, axis1);

        /// <summary>The same as <see cref="Transpose(int, int)"/>. PyTorch: torch.swapdims.</summary>
        /// <param name="dim0">First dimension; negative counts from the end.</param>
        /// <param name="dim1">Second dimension; negative counts from the end.</param>
        /// <returns>A view.</returns>
        /// <exception cref="ShapeException">A dim is out of range.</exception>
        public Variable SwapDims(int dim0, int dim1) => Transpose(dim0, dim1);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.MT"/>
        public Tensor MT => Ops.MatrixTranspose.Of(Shape, "MT", 2, int.MaxValue).Apply(this);

        /// <inheritdoc cref="Variable.Transpose(int, int)"/>
        public Tensor Transpose(int dim0, int dim1) => new Ops.Permute(StrideMath.Swapped(Shape, dim0, dim1)).Apply(this);

        /// <inheritdoc cref="Variable.T"/>
        public Tensor T() => Ops.MatrixTranspose.Of(Shape, "T", 0, 2).Apply(this);

        /// <inheritdoc cref="Variable.SwapAxes(int, int)"/>
        public Tensor SwapAxes(int axis0, int axis1) => Transpose(axis0, axis1);

        /// <inheritdoc cref="Variable.SwapDims(int, int)"/>
        public Tensor SwapDims(int dim0, int dim1) => Transpose(dim0, dim1);
    }
}
