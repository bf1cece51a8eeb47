namespace AutoGrad.Ops
{
    /// <summary>Zeros with a diagonal: the adjoint of <see cref="Diagonal"/>.</summary>
    internal static class Embedded
    {
        internal static ViewGrad Of(Shape shape, int offset, int dim1, int dim2)
        {
            int rank = shape.Rank + 1;
            if (shape.Rank == 0)
            {
                throw Errors.ScalarHasNoDim("DiagEmbed", -1);
            }

            int rows = Shape.NormalizeDim(dim1, rank, "DiagEmbed", shape), columns = Shape.NormalizeDim(dim2, rank, "DiagEmbed", shape);
            if (rows == columns)
            {
                throw Errors.DuplicateDim("DiagEmbed", dim2, shape);
            }

            int size = Axes.Size("DiagEmbed", shape, shape[shape.Rank - 1] + Math.Abs((long)offset));
            Shape rest = Axes.Removed(shape, shape.Rank - 1);
            Shape whole = Axes.Inserted(Axes.Inserted(rest, Math.Min(rows, columns), size), Math.Max(rows, columns), size);
            return new ViewGrad(new Diagonal(offset, rows, columns), whole);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Matrices of zeros with the last dimension's elements on a diagonal. PyTorch: torch.diag_embed.</summary>
        /// <param name="offset">0 for the main diagonal, positive above it, negative below. Default 0.</param>
        /// <param name="dim1">Where the rows stand in the result. Default -2.</param>
        /// <param name="dim2">Where the columns stand in the result. Default -1.</param>
        /// <returns>A new variable with one more dimension; the matrices are square.</returns>
        /// <remarks>Derivative: the diagonal of dy. Saves nothing.</remarks>
        /// <exception cref="ShapeException">A dim is out of range, both are the same, or this is a scalar.</exception>
        public Variable DiagEmbed(int offset = 0, int dim1 = -2, int dim2 = -1) => Ops.Embedded.Of(Shape, offset, dim1, dim2).Apply(this);

        /// <summary>A matrix with this vector on a diagonal, or the diagonal of this matrix; a copy. PyTorch: torch.diag.</summary>
        /// <param name="diagonal">0 for the main diagonal, positive above it, negative below. Default 0.</param>
        /// <returns>A new variable: a square matrix for a vector, a vector for a matrix.</returns>
        /// <exception cref="ShapeException">This is neither a vector nor a matrix.</exception>
        public Variable Diag(int diagonal = 0) =>
            Rank == 1 ? DiagEmbed(diagonal) : Rank == 2 ? Diagonal(diagonal).Clone() : throw Errors.RankOutOfRange("Diag", Shape, 1, 2);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.DiagEmbed(int, int, int)"/>
        public Tensor DiagEmbed(int offset = 0, int dim1 = -2, int dim2 = -1) => Ops.Embedded.Of(Shape, offset, dim1, dim2).Apply(this);

        /// <inheritdoc cref="Variable.Diag(int)"/>
        public Tensor Diag(int diagonal = 0) =>
            Rank == 1 ? DiagEmbed(diagonal) : Rank == 2 ? Diagonal(diagonal).Clone() : throw Errors.RankOutOfRange("Diag", Shape, 1, 2);
    }
}
