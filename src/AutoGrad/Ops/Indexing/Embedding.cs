namespace AutoGrad.Ops
{
    /// <summary>Rows of a table, looked up by indices of any shape.</summary>
    /// <param name="PaddingIdx">A row whose gradient is zero; -1 for none.</param>
    internal sealed record Embedding(int PaddingIdx) : IndexedOp<Embedding>, IOp<Embedding>
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape table = inputs[0].Shape, index = inputs[1].Shape;
            IndexValues.RequireDType(Name, inputs[1].DType);
            return table.Rank == 2 ? new TensorSpec(Axes.Inserted(index, index.Rank, table[1]), inputs[0].DType)
                : throw Errors.RankOutOfRange(Name, table, 2, 2);
        }

        protected internal override void Forward(in KernelContext context)
        {
            Tensor table = context.In(0);
            RowIndexing.Gather(table, context.Out(), IndexValues.Checked(Name, context.In(1), table.Shape[0]), 0);
        }

        protected override Variable Pullback(Variable dy, Variable index, Shape xShape) => new EmbeddingGrad(xShape, PaddingIdx).Apply(dy, index);

        /// <summary>The op for a table, with a negative padding index resolved.</summary>
        internal static Embedding Of(Shape table, int? paddingIdx)
        {
            int rows = table.Rank == 2 ? table[0] : throw Errors.RankOutOfRange("Embedding", table, 2, 2);
            return paddingIdx is not { } padding ? new Embedding(-1)
                : padding >= -rows && padding < rows ? new Embedding(padding < 0 ? padding + rows : padding)
                : throw Errors.Shape("Embedding", table, $"paddingIdx {padding} is outside [-{rows}, {rows - 1}] for a table of {rows} rows. Name a row it has.");
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            int rows = s.Dim(0);
            yield return new Sample(new Embedding(-1), s.Uniform([rows, s.Dim(-1)]), s.Integers(s.Shape(0, 2), 0, rows - 1));
            yield return new Sample(new Embedding(-1), s.Uniform([2, 3]), Tensor.Zeros([0], DType.Int64)) { Note = "nothing" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Embedding(Tensor.From(1L, 4L), Tensor.Zeros([4, 3])), typeof(ShapeException), "Embedding: index[1] is 4, outside [0, 3] for a dimension of size 4."),
            new(() => Tensor.Embedding(Tensor.From([1f]), Tensor.Zeros([4, 3])), typeof(DTypeException), "Embedding: indices of dtype Float32 are not integers."),
            new(() => Tensor.Embedding(Tensor.From([1L]), Tensor.Zeros([4])), typeof(ShapeException), "Embedding: shape [4] has 1 dimensions; 2 are needed."),
            new(() => Tensor.Embedding(Tensor.From([1L]), Tensor.Zeros([4, 3]), 4), typeof(ShapeException), "Embedding: paddingIdx 4 is outside [-4, 3] for a table of 4 rows."),
        ];
    }

    /// <summary>Adds rows into a table of zeros, but for the padding row: the adjoint of <see cref="Embedding"/>.</summary>
    internal sealed record EmbeddingGrad(Shape Table, int PaddingIdx) : IndexedOp<EmbeddingGrad>, IOp<EmbeddingGrad>
    {
        protected internal override bool AcceptsAccumulate => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Adjoint.Infer(Name, new Embedding(-1), Table, inputs);

        protected internal override void Forward(in KernelContext context)
        {
            Tensor dx = context.Out();
            Tensor index = IndexValues.Checked(Name, context.In(1), Table[0]);
            if (!context.Accumulates)
            {
                Elementwise.Copy(dx, Tensor.Zeros(Shape.Scalar, dx.DType), accumulate: false); // on all threads
            }

            RowIndexing.ScatterAdd(Name, dx, context.In(0), index, 0, PaddingIdx);
        }

        /// <summary>A lookup in the table, whose padding row counts as zeros.</summary>
        protected override Variable Pullback(Variable dy, Variable index, Shape xShape) =>
            new Embedding(-1).Apply(PaddingIdx < 0 ? dy : new IndexFill(0, 0).Apply(dy, Tensor.From((long)PaddingIdx)), index);

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(new EmbeddingGrad([3, 2], -1), s.Uniform([2, 2, 2]), s.Integers([2, 2], 0, 2)),
            new(new EmbeddingGrad([3, 2], 1), s.Uniform([4, 2]), Tensor.From(1L, 0L, 1L, 2L)) { Note = "padding" },
        ];

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => new EmbeddingGrad([4, 3], -1).Apply(Tensor.Zeros([2]), Tensor.Zeros([2], DType.Int64)), typeof(ShapeException), "EmbeddingGrad: a cotangent of shape [2] does not fit Embedding, whose output has shape [2, 3]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Rows of a table, looked up by index. PyTorch: torch.nn.functional.embedding.</summary>
        /// <param name="input">Int64 or Int32 indices of any shape; values in [0, rows).</param>
        /// <param name="weight">The table, [rows, features].</param>
        /// <param name="paddingIdx">A row whose gradient stays zero; negative counts from the end. Default none.</param>
        /// <returns>A new variable of the indices' shape with the features as a last dimension.</returns>
        /// <remarks>Derivative: dweight = dy added at the looked-up rows, in the order of the indices. Saves input.</remarks>
        /// <exception cref="ShapeException">weight is not a matrix, or an index or paddingIdx is out of range.</exception>
        /// <exception cref="DTypeException">input is not Int64 or Int32.</exception>
        public static Variable Embedding(Variable input, Variable weight, int? paddingIdx = null) => Ops.Embedding.Of(Errors.Given(weight).Shape, paddingIdx).Apply(weight, input);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Embedding(Variable, Variable, int?)"/>
        public static Tensor Embedding(Tensor input, Tensor weight, int? paddingIdx = null) => Ops.Embedding.Of(Errors.Given(weight).Shape, paddingIdx).Apply(weight, input);
    }
}
