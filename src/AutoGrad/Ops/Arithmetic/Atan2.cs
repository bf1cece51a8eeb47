using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Atan2 : BinaryOp<Atan2, Atan2.Kernels>, IOp<Atan2>
    {
        internal static readonly Atan2 Instance = new();

        protected internal override Promotion Promotion => Promotion.Float;

        protected internal override Saved Saves => Saved.A | Saved.B;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "NaN at the origin; at the jump across the negative axis the slope of both sides";

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy * (b / (a * a + b * b));

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => -(dy * (a / (a * a + b * b)));

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
        {
            // The side of the negative axis; on its right the angle is continuous.
            Tensor side = inputs[0].Sign().Mul(inputs[1].Le(0));
            recorder.Threshold(Name, Tensor.Where(inputs[1].Gt(0).Expand(side.Shape), 1, side), 0);
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.AwayFromZero(shape, 0.8), s.AwayFromZero(s.Broadcastable(shape), 0.8));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Atan2(Tensor.Zeros([4])), typeof(ShapeException), "Atan2: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => VectorMath.Atan2(a, b);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise angle of the point (other, this), in (-π, π]. PyTorch: torch.atan2.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy · b / (a² + b²), db = -dy · a / (a² + b²). Saves a and b. Kinks: the origin, where the derivative is NaN, and the jump across the negative axis. Integers become Float32.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Atan2(Variable other) => Ops.Atan2.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Atan2(Variable)"/>
        public Tensor Atan2(Tensor other) => Ops.Atan2.Instance.Apply(this, other);
    }
}
