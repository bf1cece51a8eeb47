namespace AutoGrad.Ops
{
    /// <summary>A dimension's elements in order, with the indices they came from; stable.</summary>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    /// <param name="Descending">Whether larger elements come first.</param>
    internal sealed record Sort(int Dim, bool Descending) : OrderOp<Sort>, IOp<Sort>
    {
        protected override int Along => Dim;

        protected override bool LargestFirst => Descending;

        protected override int Take(Shape shape) => shape.Rank == 0 ? 1 : shape[Dim];

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Distinct(s.Shape(1, 3));
            int dim = s.Int(0, x.Rank - 1);
            yield return new Sample(new Sort(dim, false), x);
            yield return new Sample(new Sort(dim, true), x);
            yield return new Sample(new Sort(0, false), s.Distinct([])) { Note = "scalar" };
            yield return new Sample(new Sort(1, false), s.Distinct([2, 0])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Sort(2), typeof(ShapeException), "Sort: dim 2 is outside [-2, 1] for shape [2, 3]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The elements of one dimension in order, with the indices they came from. PyTorch: torch.sort.</summary>
        /// <param name="dim">The dimension; negative counts from the end. Default the last.</param>
        /// <param name="descending">Whether larger elements come first. Default false.</param>
        /// <param name="stable">Whether equal elements keep their order. They always do here; the argument is there for porting.</param>
        /// <returns>Values and Int64 indices, both of this shape. NaN counts as largest.</returns>
        /// <remarks>Derivative: dy goes back to the indices. Saves the indices. Kinks: where two elements are equal; the gradient follows the indices.</remarks>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        public (Variable Values, Tensor Indices) Sort(int dim = -1, bool descending = false, bool stable = false)
        {
            Variable[] outputs = new Ops.Sort(Shape.Dim(dim, "Sort"), descending).ApplyAll(this);
            return (outputs[0], outputs[1].Data);
        }

        /// <summary>The elements of the first dimension in ascending order. PyTorch: torch.msort.</summary>
        /// <returns>A new variable of this shape.</returns>
        /// <remarks>Derivative: dy goes back to the indices. Saves the indices.</remarks>
        public Variable MSort() => Sort(0).Values;
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Sort(int, bool, bool)"/>
        public (Tensor Values, Tensor Indices) Sort(int dim = -1, bool descending = false, bool stable = false)
        {
            Tensor[] outputs = new Ops.Sort(Shape.Dim(dim, "Sort"), descending).RunAll(this);
            return (outputs[0], outputs[1]);
        }

        /// <inheritdoc cref="Variable.MSort"/>
        public Tensor MSort() => Sort(0).Values;
    }
}
