namespace AutoGrad.Ops
{
    /// <summary>Which dimension <c>HSplit</c>, <c>VSplit</c> and <c>DSplit</c> cut, and whether it can be cut evenly.</summary>
    internal static class Sections
    {
        internal static int Dim(Shape shape, int least, string op, int sections = 1)
        {
            if (shape.Rank < least)
            {
                throw Errors.RankOutOfRange(op, shape, least, int.MaxValue);
            }

            int dim = op == "VSplit" ? 0 : op == "DSplit" ? 2 : shape.Rank == 1 ? 0 : 1;
            return sections >= 1 && shape[dim] % sections == 0 ? dim
                : throw Errors.Shape(op, shape, $"dim {dim} of size {shape[dim]} of shape {shape} does not divide into {sections} equal parts. Use TensorSplit for unequal ones.");
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Cuts along the second dimension, a vector along its only one, without copying. PyTorch: torch.hsplit.</summary>
        /// <param name="sections">How many parts of equal size.</param>
        /// <returns>Views, in order.</returns>
        /// <exception cref="ShapeException">There are fewer than 1 dimensions, or the size is not a multiple of sections.</exception>
        public Variable[] HSplit(int sections) => TensorSplit(sections, Ops.Sections.Dim(Shape, 1, "HSplit", sections));

        /// <summary>Cuts along the second dimension, a vector along its only one, without copying. PyTorch: torch.hsplit with a list.</summary>
        /// <param name="indices">Where to cut; negative counts from the end.</param>
        /// <returns>Views, in order.</returns>
        /// <exception cref="ShapeException">There are fewer than 1 dimensions.</exception>
        public Variable[] HSplit(ReadOnlySpan<int> indices) => TensorSplit(indices, Ops.Sections.Dim(Shape, 1, "HSplit"));

        /// <summary>Cuts along the first dimension, without copying. PyTorch: torch.vsplit.</summary>
        /// <param name="sections">How many parts of equal size.</param>
        /// <returns>Views, in order.</returns>
        /// <exception cref="ShapeException">There are fewer than 2 dimensions, or the size is not a multiple of sections.</exception>
        public Variable[] VSplit(int sections) => TensorSplit(sections, Ops.Sections.Dim(Shape, 2, "VSplit", sections));

        /// <summary>Cuts along the first dimension, without copying. PyTorch: torch.vsplit with a list.</summary>
        /// <param name="indices">Where to cut; negative counts from the end.</param>
        /// <returns>Views, in order.</returns>
        /// <exception cref="ShapeException">There are fewer than 2 dimensions.</exception>
        public Variable[] VSplit(ReadOnlySpan<int> indices) => TensorSplit(indices, Ops.Sections.Dim(Shape, 2, "VSplit"));

        /// <summary>Cuts along the third dimension, without copying. PyTorch: torch.dsplit.</summary>
        /// <param name="sections">How many parts of equal size.</param>
        /// <returns>Views, in order.</returns>
        /// <exception cref="ShapeException">There are fewer than 3 dimensions, or the size is not a multiple of sections.</exception>
        public Variable[] DSplit(int sections) => TensorSplit(sections, Ops.Sections.Dim(Shape, 3, "DSplit", sections));

        /// <summary>Cuts along the third dimension, without copying. PyTorch: torch.dsplit with a list.</summary>
        /// <param name="indices">Where to cut; negative counts from the end.</param>
        /// <returns>Views, in order.</returns>
        /// <exception cref="ShapeException">There are fewer than 3 dimensions.</exception>
        public Variable[] DSplit(ReadOnlySpan<int> indices) => TensorSplit(indices, Ops.Sections.Dim(Shape, 3, "DSplit"));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.HSplit(int)"/>
        public Tensor[] HSplit(int sections) => TensorSplit(sections, Ops.Sections.Dim(Shape, 1, "HSplit", sections));

        /// <inheritdoc cref="Variable.HSplit(ReadOnlySpan{int})"/>
        public Tensor[] HSplit(ReadOnlySpan<int> indices) => TensorSplit(indices, Ops.Sections.Dim(Shape, 1, "HSplit"));

        /// <inheritdoc cref="Variable.VSplit(int)"/>
        public Tensor[] VSplit(int sections) => TensorSplit(sections, Ops.Sections.Dim(Shape, 2, "VSplit", sections));

        /// <inheritdoc cref="Variable.VSplit(ReadOnlySpan{int})"/>
        public Tensor[] VSplit(ReadOnlySpan<int> indices) => TensorSplit(indices, Ops.Sections.Dim(Shape, 2, "VSplit"));

        /// <inheritdoc cref="Variable.DSplit(int)"/>
        public Tensor[] DSplit(int sections) => TensorSplit(sections, Ops.Sections.Dim(Shape, 3, "DSplit", sections));

        /// <inheritdoc cref="Variable.DSplit(ReadOnlySpan{int})"/>
        public Tensor[] DSplit(ReadOnlySpan<int> indices) => TensorSplit(indices, Ops.Sections.Dim(Shape, 3, "DSplit"));
    }
}
