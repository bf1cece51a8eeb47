namespace AutoGrad.Ops
{
    /// <summary>The largest or smallest elements of a dimension in order, with the indices they came from.</summary>
    /// <param name="K">How many.</param>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    /// <param name="Largest">Whether the largest are meant.</param>
    internal sealed record TopK(int K, int Dim, bool Largest) : OrderOp<TopK>, IOp<TopK>
    {
        protected override int Along => Dim;

        protected override bool LargestFirst => Largest;

        protected override int Take(Shape shape)
        {
            int size = shape.Rank == 0 ? 1 : shape[Dim];
            return K >= 0 && K <= size && (shape.Rank > 0 || K == 1) ? K
                : throw Errors.Shape(Name, shape, $"k is {K} and dim {Dim} of shape {shape} has size {size}. Use a k in [0, {size}].");
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Distinct(s.Shape(1, 3));
            int dim = s.Int(0, x.Rank - 1), size = x.Shape[dim];
            yield return new Sample(new TopK(s.Int(1, size), dim, true), x);
            yield return new Sample(new TopK(s.Int(1, size), dim, false), x);
            yield return new Sample(new TopK(0, 0, true), x) { Note = "none" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).TopK(4), typeof(ShapeException), "TopK: k is 4 and dim 1 of shape [2, 3] has size 3. Use a k in [0, 3]."),
            new(() => Tensor.Zeros([2, 3]).TopK(-1, 0), typeof(ShapeException), "TopK: k is -1 and dim 0 of shape [2, 3] has size 2."),
            new(() => Tensor.Zeros([2, 3]).TopK(1, 2), typeof(ShapeException), "TopK: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([2, 3]).KthValue(0), typeof(ShapeException), "KthValue: k is 0 and dim 1 of shape [2, 3] has size 3. Use a k in [1, 3]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The largest or smallest elements of one dimension in order, with the indices they came from. PyTorch: torch.topk.</summary>
        /// <param name="k">How many, in [0, size].</param>
        /// <param name="dim">The dimension; negative counts from the end. Default the last.</param>
        /// <param name="largest">Whether the largest are meant. Default true.</param>
        /// <param name="sorted">Whether they come in order. They always do here; the argument is there for porting.</param>
        /// <returns>Values and Int64 indices, k long in the dimension. NaN counts as largest; of equal elements the lower index comes first.</returns>
        /// <remarks>Derivative: dy goes back to the indices, zero elsewhere. Saves the indices. Kinks: where two elements are equal; the gradient follows the indices.</remarks>
        /// <exception cref="ShapeException">dim or k is out of range.</exception>
        public (Variable Values, Tensor Indices) TopK(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            Variable[] outputs = new Ops.TopK(k, Shape.Dim(dim, "TopK"), largest).ApplyAll(this);
            return (outputs[0], outputs[1].Data);
        }

        /// <summary>The k-th smallest element of one dimension, with its index. PyTorch: torch.kthvalue.</summary>
        /// <param name="k">Which, from 1 to the size.</param>
        /// <param name="dim">The dimension; negative counts from the end. Default the last.</param>
        /// <param name="keepDim">Whether the dimension stays, with size 1. Default false.</param>
        /// <returns>Values and Int64 indices without the dimension. NaN counts as largest; of equal elements the lower index comes first.</returns>
        /// <remarks>Derivative: dy goes back to the index, zero elsewhere. Saves the indices.</remarks>
        /// <exception cref="ShapeException">dim or k is out of range.</exception>
        public (Variable Values, Tensor Indices) KthValue(int k, int dim = -1, bool keepDim = false)
        {
            int at = Shape.Dim(dim, "KthValue"), size = Rank == 0 ? 1 : Shape[at];
            if (k < 1 || k > size)
            {
                throw Errors.Shape("KthValue", Shape, $"k is {k} and dim {at} of shape {Shape} has size {size}. Use a k in [1, {size}].");
            }

            (Variable values, Tensor indices) = TopK(k, at, largest: false);
            if (Rank == 0)
            {
                return (values, indices);
            }

            (values, indices) = (values.Narrow(at, k - 1, 1), indices.Narrow(at, k - 1, 1));
            return keepDim ? (values, indices) : (values.Squeeze(at), indices.Squeeze(at));
        }
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.TopK(int, int, bool, bool)"/>
        public (Tensor Values, Tensor Indices) TopK(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            Tensor[] outputs = new Ops.TopK(k, Shape.Dim(dim, "TopK"), largest).RunAll(this);
            return (outputs[0], outputs[1]);
        }

        /// <inheritdoc cref="Variable.KthValue(int, int, bool)"/>
        public (Tensor Values, Tensor Indices) KthValue(int k, int dim = -1, bool keepDim = false)
        {
            (Variable values, Tensor indices) = new Variable(this).KthValue(k, dim, keepDim);
            return (values.Data, indices);
        }
    }
}
