using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Le : CompareOp<Le, Le.Kernels>, IOp<Le>
    {
        internal static readonly Le Instance = new();

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
            new(() => Tensor.Zeros([2, 3]).Le(Tensor.Zeros([4])), typeof(ShapeException), "Le: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : ICompareKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Vector.LessThanOrEqual(a, b);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Whether each element is at most the other's, with broadcasting: a &lt;= b. PyTorch: torch.le.</summary>
        /// <param name="other">The other side; both are compared in their common dtype.</param>
        /// <returns>A Bool variable of the broadcast shape.</returns>
        /// <remarks>Derivative: none, the result carries no gradient. False where a side is NaN.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Le(Variable other) => Ops.Le.Instance.Apply(this, other);

        /// <summary>Whether each element is at most a number: x &lt;= other. PyTorch: torch.le.</summary>
        /// <param name="other">The number; integers meet a real number as Float32.</param>
        /// <returns>A Bool variable of this shape.</returns>
        /// <remarks>Derivative: none, the result carries no gradient.</remarks>
        public Variable Le(Scalar other) => Ops.Le.Instance.Apply(this, other.Like(DType));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Le(Variable)"/>
        public Tensor Le(Tensor other) => Ops.Le.Instance.Apply(this, other);

        /// <inheritdoc cref="Variable.Le(Scalar)"/>
        public Tensor Le(Scalar other) => Ops.Le.Instance.Apply(this, other.Like(DType));
    }
}
