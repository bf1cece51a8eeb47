using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Hypot : BinaryOp<Hypot, Hypot.Kernels>, IOp<Hypot>
    {
        internal static readonly Hypot Instance = new();

        protected internal override Promotion Promotion => Promotion.Float;

        protected internal override Saved Saves => Saved.A | Saved.B | Saved.Output;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "NaN at the origin";

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy * (a / y);

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => dy * (b / y);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, output, 0);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.AwayFromZero(shape, 0.8), s.AwayFromZero(s.Broadcastable(shape), 0.8));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Hypot(Tensor.Zeros([4])), typeof(ShapeException), "Hypot: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>
            {
                // Scaled by the larger side, so that squares neither overflow nor vanish; an infinite side gives inf even beside NaN.
                Vector<T> u = Vector.Abs(a), v = Vector.Abs(b);
                Vector<T> large = Vector.ConditionalSelect(Vector.GreaterThan(u, v), u, v), small = Vector.ConditionalSelect(Vector.GreaterThan(u, v), v, u);
                Vector<T> ratio = small / large;
                Vector<T> y = large * Vector.SquareRoot(Vector<T>.One + (ratio * ratio));
                y = Vector.ConditionalSelect(Vector.Equals(large, Vector<T>.Zero), large + small, y);
                Vector<T> infinity = Simd.Of<T>(double.PositiveInfinity);
                return Vector.ConditionalSelect(Vector.Equals(u, infinity) | Vector.Equals(v, infinity), infinity, y);
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise √(a² + b²), without overflow. PyTorch: torch.hypot.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy · a / y, db = dy · b / y. Saves a, b and y. Kinks: the origin, where the derivative is NaN. Integers become Float32.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Hypot(Variable other) => Ops.Hypot.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Hypot(Variable)"/>
        public Tensor Hypot(Tensor other) => Ops.Hypot.Instance.Apply(this, other);
    }
}
