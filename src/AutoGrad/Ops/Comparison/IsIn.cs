using System.Numerics;

namespace AutoGrad.Ops
{
    /// <summary>Membership of each element of the first tensor among those of the second.</summary>
    internal sealed record IsIn(bool Invert) : ConstantOp<IsIn>, IOp<IsIn>
    {
        protected internal override int Arity => 2;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(inputs[0].Shape, DType.Bool);

        protected internal override void Forward(in KernelContext context)
        {
            switch (context.InputSpec(0).DType)
            {
                case DType.Float32:
                    Find(context.Input<float>(0), context.Input<float>(1), context.Output<byte>());
                    break;
                case DType.Float64:
                    Find(context.Input<double>(0), context.Input<double>(1), context.Output<byte>());
                    break;
                case DType.Int64:
                    Find(context.Input<long>(0), context.Input<long>(1), context.Output<byte>());
                    break;
                case DType.Int32:
                    Find(context.Input<int>(0), context.Input<int>(1), context.Output<byte>());
                    break;
                default:
                    Find(context.Input<byte>(0), context.Input<byte>(1), context.Output<byte>());
                    break;
            }
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new IsIn(false), s.Integers(s.Shape(), 0, 5), s.Integers(s.Shape(), 0, 5));
            yield return new Sample(new IsIn(true), s.Uniform([0, 2]), s.Uniform([3]));
        }

        private void Find<T>(ReadOnlySpan<T> elements, ReadOnlySpan<T> among, Span<byte> found) where T : unmanaged, INumber<T>
        {
            var set = new HashSet<T>(among.Length);
            foreach (T element in among)
            {
                set.Add(element);
            }

            for (int i = 0; i < found.Length; i++)
            {
                // A hash set calls NaN equal to itself; comparison does not.
                bool isIn = elements[i] == elements[i] && set.Contains(elements[i]);
                found[i] = isIn != Invert ? (byte)1 : (byte)0;
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Whether each element is among the given ones. PyTorch: torch.isin.</summary>
        /// <param name="testElements">The elements to look among; any shape.</param>
        /// <param name="invert">Whether to ask for absence instead. Default false.</param>
        /// <returns>A Bool variable of this shape; NaN is among nothing.</returns>
        /// <remarks>Derivative: none, the result carries no gradient.</remarks>
        public Variable IsIn(Variable testElements, bool invert = false) => new Ops.IsIn(invert).Apply(this, testElements);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.IsIn(Variable, bool)"/>
        public Tensor IsIn(Tensor testElements, bool invert = false) => new Ops.IsIn(invert).Apply(this, testElements);
    }
}
