namespace AutoGrad.Ops
{
    /// <summary>A copy in which chosen indices of one dimension hold one value.</summary>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    /// <param name="Value">The value.</param>
    internal sealed record IndexFill(int Dim, double Value) : IndexedOp<IndexFill>, IOp<IndexFill>
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            _ = inputs[0].Shape.Dim(Dim, Name);
            _ = IndexValues.RequireVector(Name, inputs[1]);
            return inputs[0];
        }

        protected internal override void Forward(in KernelContext context)
        {
            Tensor x = context.In(0), y = context.Out();
            Tensor index = IndexValues.Checked(Name, context.In(1), x.Rank == 0 ? 1 : x.Shape[Dim]);
            Elementwise.Copy(y, x, accumulate: false);
            if (y.NumEl == 0)
            {
                return;
            }

            Tensor value = Tensor.Full(Shape.Scalar, Value, y.DType);
            foreach (long i in index.KernelSpan<long>())
            {
                Elementwise.Copy(y.Rank == 0 ? y : new Slice(Dim, (int)i, (int)i + 1, 1).View(y), value, accumulate: false);
            }
        }

        protected override Variable Pullback(Variable dy, Variable index, Shape xShape) => new IndexFill(Dim, 0).Apply(dy, index);

        protected override Variable TangentOf(Variable tx, Variable index) => new IndexFill(Dim, 0).Apply(tx, index);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            int dim = s.Int(0, x.Rank - 1);
            yield return new Sample(new IndexFill(dim, 1.5), x, s.Integers([2], 0, x.Shape[dim] - 1));
            yield return new Sample(new IndexFill(0, 1), x, Tensor.Zeros([0], DType.Int64)) { Note = "nothing" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([3, 2]).IndexFill(1, Tensor.From([2L]), 1), typeof(ShapeException), "IndexFill: index[0] is 2, outside [0, 1] for a dimension of size 2."),
            new(() => Tensor.Zeros([3, 2]).IndexFill(1, Tensor.From([true]), 1), typeof(DTypeException), "IndexFill: indices of dtype Bool are not integers."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>A copy in which chosen indices of one dimension hold one value. PyTorch: torch.index_fill.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">Int64 or Int32 vector; values in [0, size).</param>
        /// <param name="value">The value, converted to this dtype.</param>
        /// <returns>A new variable of this shape.</returns>
        /// <remarks>Derivative: dx = dy with zeros at the indices. Saves index.</remarks>
        /// <exception cref="ShapeException">dim is out of range, index is not a vector, or a value is out of range.</exception>
        /// <exception cref="DTypeException">index is not Int64 or Int32.</exception>
        public Variable IndexFill(int dim, Variable index, double value) => new Ops.IndexFill(Shape.Dim(dim, "IndexFill"), value).Apply(this, index);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.IndexFill(int, Variable, double)"/>
        public Tensor IndexFill(int dim, Tensor index, double value) => new Ops.IndexFill(Shape.Dim(dim, "IndexFill"), value).Apply(this, index);
    }
}
