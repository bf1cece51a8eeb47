using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record CopySign : BinaryOp<CopySign, CopySign.Kernels>, IOp<CopySign>
    {
        internal static readonly CopySign Instance = new();

        protected internal override Promotion Promotion => Promotion.Float;

        protected internal override Saved Saves => Saved.A | Saved.Output;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "0 at a = 0 and at the jump at b = 0";

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy * (y.Sign() * a.Sign());

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => Tensor.Zeros(dy.Shape, dy.DType);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => Kinks(inputs, recorder);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.AwayFromZero(shape), s.AwayFromZero(s.Broadcastable(shape)));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).CopySign(Tensor.Zeros([4])), typeof(ShapeException), "CopySign: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        private void Kinks(ReadOnlySpan<Tensor> inputs, PieceRecorder recorder)
        {
            recorder.Threshold(Name, inputs[0], 0);
            recorder.Threshold(Name, inputs[1], 0);
        }

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Simd.CopySign(a, b);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise magnitude of a with the sign of b, signed zeros included. PyTorch: torch.copysign.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy · sign(a) · sign(y), db = 0. Saves a and y. Kinks: a = 0, where the derivative is 0, and the jump at b = 0. Integers become Float32.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable CopySign(Variable other) => Ops.CopySign.Instance.Apply(this, other);

        /// <summary>The magnitude of each element with the sign of a number. PyTorch: torch.copysign.</summary>
        /// <param name="other">The number.</param>
        /// <returns>A variable of this shape.</returns>
        /// <remarks>Derivative: da = dy · sign(a) · sign(y), db = 0. Saves a and y. Kinks: a = 0, where the derivative is 0, and the jump at b = 0. Integers become Float32.</remarks>
        public Variable CopySign(Scalar other) => Ops.CopySign.Instance.Apply(this, other.Like(DType));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.CopySign(Variable)"/>
        public Tensor CopySign(Tensor other) => Ops.CopySign.Instance.Apply(this, other);

        /// <inheritdoc cref="Variable.CopySign(Scalar)"/>
        public Tensor CopySign(Scalar other) => Ops.CopySign.Instance.Apply(this, other.Like(DType));
    }
}
