using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Xlogy : BinaryOp<Xlogy, Xlogy.Kernels>, IOp<Xlogy>
    {
        internal static readonly Xlogy Instance = new();

        protected internal override Promotion Promotion => Promotion.Float;

        protected internal override Saved Saves => Saved.A | Saved.B;

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => Where.Drop(a.Eq(0).LogicalAnd(b.Le(0)), dy * b.Log());

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => dy * (a / b);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.AwayFromZero(shape), s.Uniform(s.Broadcastable(shape), 0.3, 3));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Xlogy(Tensor.Zeros([4])), typeof(ShapeException), "Xlogy: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>
            {
                Vector<T> y = a * VectorMath.Log(b);
                return Vector.ConditionalSelect(Vector.Equals(a, Vector<T>.Zero) & Vector.Equals(b, b), Vector<T>.Zero, y);
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise a · log b, 0 where a is 0 and b is not NaN. PyTorch: torch.xlogy.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy · log b (0 where a is 0 and b ≤ 0), db = dy · a / b. Saves a and b. Kinks: none. Integers become Float32.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Xlogy(Variable other) => Ops.Xlogy.Instance.Apply(this, other);

        /// <summary>Each element times the logarithm of a number. PyTorch: torch.xlogy.</summary>
        /// <param name="other">The number.</param>
        /// <returns>A variable of this shape.</returns>
        /// <remarks>Derivative: da = dy · log b (0 where a is 0 and b ≤ 0), db = dy · a / b. Saves a and b. Kinks: none. Integers become Float32.</remarks>
        public Variable Xlogy(Scalar other) => Ops.Xlogy.Instance.Apply(this, other.Like(DType));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Xlogy(Variable)"/>
        public Tensor Xlogy(Tensor other) => Ops.Xlogy.Instance.Apply(this, other);

        /// <inheritdoc cref="Variable.Xlogy(Scalar)"/>
        public Tensor Xlogy(Scalar other) => Ops.Xlogy.Instance.Apply(this, other.Like(DType));
    }
}
