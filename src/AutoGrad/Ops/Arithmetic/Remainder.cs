using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Remainder : BinaryOp<Remainder, Remainder.Kernels>, IOp<Remainder>
    {
        internal static readonly Remainder Instance = new();

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

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => -(dy * a.FloorDivide(b));

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
            new(() => Tensor.Zeros([2, 3]).Remainder(Tensor.Zeros([4])), typeof(ShapeException), "Remainder: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
            new(() => Tensor.From(4L, 5L).Remainder(Tensor.From(2L, 0L)), typeof(DivideByZeroException), "Remainder: element 1 of the Int64 divisor is 0."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Simd.Remainder(a, b);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise remainder with the sign of the divisor, as in Python: a - b · floor(a / b). PyTorch: torch.remainder.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy, db = -dy · floor(a / b). Saves a and b where needed. Kinks: the jumps where a / b is an integer. A zero divisor gives NaN for floats.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="DivideByZeroException">An integer divisor is 0.</exception>
        public Variable Remainder(Variable other) => Ops.Remainder.Instance.Apply(this, other);

        /// <summary>Remainder of each element by a number, with the sign of the number. PyTorch: torch.remainder.</summary>
        /// <param name="other">The number.</param>
        /// <returns>A variable of this shape.</returns>
        /// <remarks>Derivative: da = dy, db = -dy · floor(a / b). Saves a and b where needed. Kinks: the jumps where a / b is an integer. A zero divisor gives NaN for floats.</remarks>
        /// <exception cref="DivideByZeroException">The number is 0 and this is an integer.</exception>
        public Variable Remainder(Scalar other) => Ops.Remainder.Instance.Apply(this, other.Like(DType));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Remainder(Variable)"/>
        public Tensor Remainder(Tensor other) => Ops.Remainder.Instance.Apply(this, other);

        /// <inheritdoc cref="Variable.Remainder(Scalar)"/>
        public Tensor Remainder(Scalar other) => Ops.Remainder.Instance.Apply(this, other.Like(DType));
    }
}
