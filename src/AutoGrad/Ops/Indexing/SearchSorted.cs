namespace AutoGrad.Ops
{
    /// <summary>Where values would have to be put in to keep sorted sequences sorted.</summary>
    /// <param name="Right">Whether behind equal elements rather than before them.</param>
    internal sealed record SearchSorted(bool Right) : ConstantOp<SearchSorted>, IOp<SearchSorted>
    {
        protected internal override int Arity => 2;

        protected internal override bool IsPiecewise => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape sequence = inputs[0].Shape, values = inputs[1].Shape;
            bool fits = sequence.Rank == 1 || (sequence.Rank > 1 && sequence.Rank == values.Rank && sequence.AsSpan()[..^1].SequenceEqual(values.AsSpan()[..^1]));
            return fits ? new TensorSpec(values, DType.Int64)
                : throw Errors.Shapes(Name, sequence, values, $"sorted sequences of shape {sequence} do not fit values of shape {values}. Pass one sequence, or equal sizes in all but the last dim.");
        }

        protected internal override void Forward(in KernelContext context)
        {
            switch (context.InputSpec(0).DType)
            {
                case DType.Float32:
                    Find<float>(context);
                    break;
                case DType.Float64:
                    Find<double>(context);
                    break;
                case DType.Int64:
                    Find<long>(context);
                    break;
                case DType.Int32:
                    Find<int>(context);
                    break;
                default:
                    Find<byte>(context);
                    break;
            }
        }

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
        {
            long[] places = output.ToArray<long>();
            foreach (long place in places)
            {
                recorder.Branch(place);
            }

            // A value that is equal to an element counts before it on one side and behind it on the other.
            if (!(this with { Right = !Right }).Apply(inputs[0], inputs[1]).ToArray<long>().AsSpan().SequenceEqual(places))
            {
                recorder.Boundary(Name);
            }
        }

        private void Find<T>(in KernelContext context) where T : unmanaged, System.Numerics.INumber<T>
        {
            ReadOnlySpan<T> sorted = context.Input<T>(0), values = context.Input<T>(1);
            Span<long> places = context.Output<long>();
            Shape sequence = context.InputSpec(0).Shape, shape = context.InputSpec(1).Shape;
            int length = sequence[^1], row = sequence.Rank == 1 ? Math.Max(values.Length, 1) : Math.Max(shape[^1], 1);
            for (int i = 0; i < values.Length; i++)
            {
                ReadOnlySpan<T> part = sorted.Slice(i / row * length, length);
                int low = 0, high = length;
                while (low < high)
                {
                    int middle = (low + high) >>> 1;
                    bool stays = Right ? part[middle] > values[i] : part[middle] >= values[i]; // false for NaN, which so counts as largest
                    (low, high) = stays ? (low, middle) : (middle + 1, high);
                }

                places[i] = low;
            }
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new SearchSorted(false), Tensor.From(-1.0, 0.5, 2).To(s.DType), s.Uniform(s.Shape()));
            yield return new Sample(new SearchSorted(true), Tensor.From(-1L, 0L, 1L, 2L).Reshape(2, 2), s.Integers([2, 3], -2, 3));
            yield return new Sample(new SearchSorted(true), Tensor.Zeros([0], s.DType), s.Uniform([2])) { Note = "empty sequence" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).SearchSorted(Tensor.Zeros([3, 3])), typeof(ShapeException), "SearchSorted: sorted sequences of shape [2, 3] do not fit values of shape [3, 3]."),
            new(() => Tensor.Zeros([3]).Bucketize(Tensor.Zeros([1, 3])), typeof(ShapeException), "Bucketize: boundaries of shape [1, 3] are not a vector."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>For each value the index at which it would have to stand in this sorted sequence. PyTorch: torch.searchsorted.</summary>
        /// <param name="values">What to look for; any shape for one sequence, else equal to this shape in all but the last dimension.</param>
        /// <param name="right">Whether behind equal elements rather than before them. Default false.</param>
        /// <returns>A new Int64 tensor of the values' shape; it carries no gradient.</returns>
        /// <remarks>The sequence must ascend along the last dimension; that is not checked. NaN counts as largest.</remarks>
        /// <exception cref="ShapeException">The shapes do not fit.</exception>
        public Tensor SearchSorted(Variable values, bool right = false) => new Ops.SearchSorted(right).Apply(this, values).Data;

        /// <summary>For each element the index of the bucket it falls in. PyTorch: torch.bucketize.</summary>
        /// <param name="boundaries">Ascending vector.</param>
        /// <param name="right">Whether an element equal to a boundary belongs to the bucket behind it. Default false.</param>
        /// <returns>A new Int64 tensor of this shape with values in [0, number of boundaries]; it carries no gradient.</returns>
        /// <exception cref="ShapeException">boundaries are not a vector.</exception>
        public Tensor Bucketize(Variable boundaries, bool right = false) => Errors.Given(boundaries).Rank == 1
            ? boundaries.SearchSorted(this, right)
            : throw Errors.Shape("Bucketize", boundaries.Shape, $"boundaries of shape {boundaries.Shape} are not a vector. Flatten them.");
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.SearchSorted(Variable, bool)"/>
        public Tensor SearchSorted(Tensor values, bool right = false) => new Ops.SearchSorted(right).Apply(this, values);

        /// <inheritdoc cref="Variable.Bucketize(Variable, bool)"/>
        public Tensor Bucketize(Tensor boundaries, bool right = false) => new Variable(this).Bucketize(boundaries, right);
    }
}
