namespace AutoGrad.Ops
{
    /// <summary>The diagonals of the matrices that two dimensions span, as a last dimension.</summary>
    /// <param name="Offset">0 for the main diagonal, positive above it, negative below.</param>
    /// <param name="Dim1">Rows, in [0, rank).</param>
    /// <param name="Dim2">Columns, in [0, rank).</param>
    internal sealed record Diagonal(int Offset, int Dim1, int Dim2) : ViewOp<Diagonal>, IOp<Diagonal>
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            int rows = Axes.Of(shape, Dim1, Name), columns = Axes.Of(shape, Dim2, Name);
            if (rows == columns)
            {
                throw Errors.DuplicateDim(Name, Dim2, shape);
            }

            long length = Offset >= 0 ? Math.Min(shape[rows], (long)shape[columns] - Offset) : Math.Min((long)shape[rows] + Offset, shape[columns]);
            Shape rest = Axes.Removed(Axes.Removed(shape, Math.Max(rows, columns)), Math.Min(rows, columns));
            return new TensorSpec(Axes.Inserted(rest, rest.Rank, (int)Math.Max(length, 0)), inputs[0].DType);
        }

        protected internal override Tensor View(Tensor x)
        {
            TensorSpec spec = x.Spec;
            Shape shape = Infer(new ReadOnlySpan<TensorSpec>(in spec)).Shape;
            int rows = x.Shape.Dim(Dim1, Name), columns = x.Shape.Dim(Dim2, Name);
            Span<int> strides = stackalloc int[shape.Rank];
            for (int i = 0, k = 0; i < x.Rank; i++)
            {
                if (i != rows && i != columns)
                {
                    strides[k++] = x.Stride(i);
                }
            }

            strides[^1] = x.Stride(rows) + x.Stride(columns);
            int first = Offset >= 0 ? Offset * x.Stride(columns) : -Offset * x.Stride(rows);
            return x.ViewOf(shape, strides, shape.NumEl == 0 ? x.Offset : x.Offset + first);
        }

        protected override Variable Pullback(Variable dy, Shape xShape) => new ViewGrad(this, xShape).Apply(dy);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(2, 3));
            int first = s.Int(0, x.Rank - 1), second = (first + s.Int(1, x.Rank - 1)) % x.Rank;
            yield return new Sample(new Diagonal(s.Int(-2, 2), first, second), x);
            yield return new Sample(new Diagonal(5, 0, 1), x) { Note = "outside" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Diagonal(0, 1, -1), typeof(ShapeException), "Diagonal: dim -1 is listed twice for shape [2, 3]."),
            new(() => Tensor.Zeros([2, 3]).Diagonal(0, 0, 2), typeof(ShapeException), "dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([2]).Diagonal(), typeof(ShapeException), "dim 1 is outside [-1, 0] for shape [2]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The diagonals of the matrices that two dimensions span, without copying. PyTorch: torch.diagonal.</summary>
        /// <param name="offset">0 for the main diagonal, positive above it, negative below. Default 0.</param>
        /// <param name="dim1">The rows; negative counts from the end. Default 0.</param>
        /// <param name="dim2">The columns; negative counts from the end. Default 1.</param>
        /// <returns>A view without the two dimensions and with the diagonal as its last.</returns>
        /// <remarks>Derivative: dy on the diagonal, zero elsewhere. Saves nothing.</remarks>
        /// <exception cref="ShapeException">A dim is out of range, or both are the same.</exception>
        public Variable Diagonal(int offset = 0, int dim1 = 0, int dim2 = 1) => new Ops.Diagonal(offset, dim1, dim2).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Diagonal(int, int, int)"/>
        public Tensor Diagonal(int offset = 0, int dim1 = 0, int dim2 = 1) => new Ops.Diagonal(offset, dim1, dim2).Apply(this);
    }
}
