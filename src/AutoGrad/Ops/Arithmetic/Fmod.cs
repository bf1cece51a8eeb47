using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Fmod : BinaryOp<Fmod, Fmod.Kernels>, IOp<Fmod>
    {
        internal static readonly Fmod Instance = new();

        protected internal override Saved Saves => Saved.A | Saved.B;

        protected internal override Saved SavesWhen(int needs) => (needs & 2) != 0 ? Saved.A | Saved.B : Saved.None;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "the slope between jumps also at the jumps, where a / b is an integer";

        protected internal override void Forward(in KernelContext context)
        {
            IntegerDivisor.RefuseZero(Name, context.In(1));
            base.Forward(context);
        }

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy;

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => -(dy * TruncDivide.Instance.Apply(a, b));

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
            recorder.Integers(Name, inputs[0].Div(inputs[1]));

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Uniform(shape, 1.1, 1.9), s.Uniform(s.Broadcastable(shape), 0.96, 1.04));
            yield return new Sample(Instance, s.Uniform(shape, -0.9, -0.1), s.Uniform(s.Broadcastable(shape), 1.1, 1.9));
            Shape divisor = s.Broadcastable(shape);
            yield return new Sample(Instance, s.Uniform(shape, 4.6, 4.9), s.Uniform(divisor, 1.48, 1.52).Add(s.Mask(divisor).To(s.DType).Mul(1.1))) { Note = "quotients of 3 and 1" };
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Fmod(Tensor.Zeros([4])), typeof(ShapeException), "Fmod: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
            new(() => Tensor.From(4L, 5L).Fmod(Tensor.From(2L, 0L)), typeof(DivideByZeroException), "Fmod: element 1 of the Int64 divisor is 0."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Simd.Modulus(a, b);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise remainder with the sign of the dividend, as in C: a - b · trunc(a / b), exact. PyTorch: torch.fmod.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy, db = -dy · trunc(a / b). Saves a and b where needed. Kinks: the jumps where a / b is an integer. A zero divisor gives NaN for floats.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="DivideByZeroException">An integer divisor is 0.</exception>
        public Variable Fmod(Variable other) => Ops.Fmod.Instance.Apply(this, other);

        /// <summary>Remainder of each element by a number, with the sign of the element. PyTorch: torch.fmod.</summary>
        /// <param name="other">The number.</param>
        /// <returns>A variable of this shape.</returns>
        /// <remarks>Derivative: da = dy, db = -dy · trunc(a / b). Saves a and b where needed. Kinks: the jumps where a / b is an integer. A zero divisor gives NaN for floats.</remarks>
        /// <exception cref="DivideByZeroException">The number is 0 and this is an integer.</exception>
        public Variable Fmod(Scalar other) => Ops.Fmod.Instance.Apply(this, other.Like(DType));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Fmod(Variable)"/>
        public Tensor Fmod(Tensor other) => Ops.Fmod.Instance.Apply(this, other);

        /// <inheritdoc cref="Variable.Fmod(Scalar)"/>
        public Tensor Fmod(Scalar other) => Ops.Fmod.Instance.Apply(this, other.Like(DType));
    }
}
