using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record LogicalOr : CompareOp<LogicalOr, LogicalOr.Kernels>, IOp<LogicalOr>
    {
        internal static readonly LogicalOr Instance = new();

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Mask(shape), s.Mask(s.Broadcastable(shape)));
            yield return new Sample(Instance, s.Integers(shape, 0, 2), s.Integers(shape, 0, 1));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).LogicalOr(Tensor.Zeros([4])), typeof(ShapeException), "LogicalOr: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : ICompareKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>
            {
                Vector<T> isFalse = Vector.Equals(a, Vector<T>.Zero), otherIsFalse = Vector.Equals(b, Vector<T>.Zero);
                return ~(isFalse & otherIsFalse);
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Whether a side is true, element by element with broadcasting; anything but 0 is true. PyTorch: torch.logical_or.</summary>
        /// <param name="other">The other side; any dtype.</param>
        /// <returns>A Bool variable of the broadcast shape.</returns>
        /// <remarks>Derivative: none, the result carries no gradient. NaN is true.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable LogicalOr(Variable other) => Ops.LogicalOr.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.LogicalOr(Variable)"/>
        public Tensor LogicalOr(Tensor other) => Ops.LogicalOr.Instance.Apply(this, other);
    }
}
