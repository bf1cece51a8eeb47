using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record LogAddExp2 : BinaryOp<LogAddExp2, LogAddExp2.Kernels>, IOp<LogAddExp2>
    {
        internal static readonly LogAddExp2 Instance = new();

        protected internal override Promotion Promotion => Promotion.Float;

        protected internal override Saved Saves => Saved.A | Saved.B;

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy * ((a - b) * Math.Log(2)).Sigmoid();

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => dy * ((b - a) * Math.Log(2)).Sigmoid();

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Uniform(shape), s.Uniform(s.Broadcastable(shape)));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).LogAddExp2(Tensor.Zeros([4])), typeof(ShapeException), "LogAddExp2: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>
            {
                Vector<T> left = Vector.GreaterThan(a, b) | ~Vector.Equals(a, a);
                Vector<T> large = Vector.ConditionalSelect(left, a, b);
                Vector<T> y = large + (VectorMath.Log1p(VectorMath.Exp2(-Vector.Abs(a - b))) * Simd.Of<T>(1.4426950408889634)); // 1 / log 2
                return Vector.ConditionalSelect(Vector.Equals(a, b) & Vector.IsInfinity(a), a, y); // inf - inf would be NaN
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise log₂(2ᵃ + 2ᵇ), without overflow. PyTorch: torch.logaddexp2.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy · σ((a - b) log 2), db = dy · σ((b - a) log 2). Saves a and b. Kinks: none. Integers become Float32.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable LogAddExp2(Variable other) => Ops.LogAddExp2.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.LogAddExp2(Variable)"/>
        public Tensor LogAddExp2(Tensor other) => Ops.LogAddExp2.Instance.Apply(this, other);
    }
}
