using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Ge : CompareOp<Ge, Ge.Kernels>, IOp<Ge>
    {
        internal static readonly Ge Instance = new();

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Uniform(shape, -1, 1), s.Uniform(s.Broadcastable(shape), -1, 1));
            yield return new Sample(Instance, s.Integers(shape, 0, 2), s.Integers(s.Broadcastable(shape), 0, 2));
            yield return new Sample(Instance, s.Mask(shape), s.Mask(shape));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Ge(Tensor.Zeros([4])), typeof(ShapeException), "Ge: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : ICompareKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Vector.GreaterThanOrEqual(a, b);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Whether each element is at least the other's, with broadcasting: a &gt;= b. PyTorch: torch.ge.</summary>
        /// <param name="other">The other side; both are compared in their common dtype.</param>
        /// <returns>A Bool variable of the broadcast shape.</returns>
        /// <remarks>Derivative: none, the result carries no gradient. False where a side is NaN.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Ge(Variable other) => Ops.Ge.Instance.Apply(this, other);

        /// <summary>Whether each element is at least a number: x &gt;= other. PyTorch: torch.ge.</summary>
        /// <param name="other">The number; integers meet a real number as Float32.</param>
        /// <returns>A Bool variable of this shape.</returns>
        /// <remarks>Derivative: none, the result carries no gradient.</remarks>
        public Variable Ge(Scalar other) => Ops.Ge.Instance.Apply(this, other.Like(DType));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Ge(Variable)"/>
        public Tensor Ge(Tensor other) => Ops.Ge.Instance.Apply(this, other);

        /// <inheritdoc cref="Variable.Ge(Scalar)"/>
        public Tensor Ge(Scalar other) => Ops.Ge.Instance.Apply(this, other.Like(DType));
    }
}
