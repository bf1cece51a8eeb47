using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record LogAddExp : BinaryOp<LogAddExp, LogAddExp.Kernels>, IOp<LogAddExp>
    {
        internal static readonly LogAddExp Instance = new();

        protected internal override Promotion Promotion => Promotion.Float;

        protected internal override Saved Saves => Saved.A | Saved.B;

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy * (a - b).Sigmoid();

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => dy * (b - a).Sigmoid();

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Uniform(shape), s.Uniform(s.Broadcastable(shape)));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).LogAddExp(Tensor.Zeros([4])), typeof(ShapeException), "LogAddExp: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>
            {
                Vector<T> left = Vector.GreaterThan(a, b) | ~Vector.Equals(a, a);
                Vector<T> large = Vector.ConditionalSelect(left, a, b);
                Vector<T> y = large + VectorMath.Log1p(VectorMath.Exp(-Vector.Abs(a - b)));
                return Vector.ConditionalSelect(Vector.Equals(a, b) & Vector.IsInfinity(a), a, y); // inf - inf would be NaN
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise log(eᵃ + eᵇ), without overflow. PyTorch: torch.logaddexp.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy · σ(a - b), db = dy · σ(b - a). Saves a and b. Kinks: none. Where both are the same infinity the derivative is NaN. Integers become Float32.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable LogAddExp(Variable other) => Ops.LogAddExp.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.LogAddExp(Variable)"/>
        public Tensor LogAddExp(Tensor other) => Ops.LogAddExp.Instance.Apply(this, other);
    }
}
