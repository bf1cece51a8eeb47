namespace AutoGrad.Ops
{
    /// <summary>A 1 at each index in a dimension of zeros.</summary>
    /// <param name="NumClasses">Length of the new dimension, at least 1.</param>
    internal sealed record OneHot(int NumClasses) : ConstantOp<OneHot>, IOp<OneHot>
    {
        protected internal override int Arity => 1;

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            IndexValues.RequireDType(Name, inputs[0].DType);
            return new TensorSpec(Axes.Inserted(inputs[0].Shape, inputs[0].Shape.Rank, NumClasses), DType.Int64);
        }

        protected internal override void Forward(in KernelContext context)
        {
            Tensor index = IndexValues.Checked(Name, context.In(0), NumClasses);
            Span<long> y = context.Output<long>();
            y.Clear();
            ReadOnlySpan<long> values = index.KernelSpan<long>();
            for (int i = 0; i < values.Length; i++)
            {
                y[(i * NumClasses) + (int)values[i]] = 1;
            }

            GC.KeepAlive(index);
        }

        /// <summary>The op for these classes; one more than the largest if no number is given.</summary>
        internal static OneHot Of(Tensor index, int numClasses)
        {
            IndexValues.RequireDType("OneHot", index.DType);
            if (numClasses >= 1)
            {
                return new OneHot(numClasses);
            }

            if (numClasses != -1 || index.NumEl == 0)
            {
                throw Errors.Shape("OneHot", index.Shape, numClasses != -1
                    ? $"numClasses is {numClasses}; it must be 1 or more, or -1 for one more than the largest class."
                    : "the number of classes cannot be found from an empty tensor. Pass numClasses.");
            }

            long most = 0;
            foreach (long value in index.To(DType.Int64).ToArray<long>())
            {
                most = Math.Max(most, value);
            }

            return new OneHot(Axes.Size("OneHot", index.Shape, most + 1.0));
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new OneHot(4), s.Integers(s.Shape(), 0, 3));
            yield return new Sample(new OneHot(2), Tensor.Zeros([0], DType.Int32)) { Note = "nothing" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.From(1L, 4L).OneHot(3), typeof(ShapeException), "OneHot: index[1] is 4, outside [0, 2] for a dimension of size 3."),
            new(() => Tensor.From([-1L]).OneHot(), typeof(ShapeException), "OneHot: index[0] is -1, outside [0, 0] for a dimension of size 1."),
            new(() => Tensor.From([1f]).OneHot(), typeof(DTypeException), "OneHot: indices of dtype Float32 are not integers."),
            new(() => Tensor.From([1L]).OneHot(0), typeof(ShapeException), "OneHot: numClasses is 0; it must be 1 or more, or -1"),
            new(() => Tensor.Zeros([0], DType.Int64).OneHot(), typeof(ShapeException), "OneHot: the number of classes cannot be found from an empty tensor."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Classes as vectors of zeros with a 1 at the class. PyTorch: torch.nn.functional.one_hot.</summary>
        /// <param name="numClasses">Length of the vectors, at least 1. Default -1: one more than the largest class.</param>
        /// <returns>A new Int64 tensor with the vectors as a last dimension; it carries no gradient.</returns>
        /// <exception cref="ShapeException">A class is outside [0, numClasses), or numClasses is -1 and there are no classes.</exception>
        /// <exception cref="DTypeException">This tensor is not Int64 or Int32.</exception>
        public Tensor OneHot(int numClasses = -1) => Ops.OneHot.Of(Data, numClasses).Apply(Data);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.OneHot(int)"/>
        public Tensor OneHot(int numClasses = -1) => Ops.OneHot.Of(this, numClasses).Apply(this);
    }
}
