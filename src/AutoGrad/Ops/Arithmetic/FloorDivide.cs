using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record FloorDivide : BinaryOp<FloorDivide, FloorDivide.Kernels>, IOp<FloorDivide>
    {
        internal static readonly FloorDivide Instance = new();

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "0 at the jumps where a / b is an integer";

        protected internal override void Forward(in KernelContext context)
        {
            IntegerDivisor.RefuseZero(Name, context.In(1));
            base.Forward(context);
        }

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => Tensor.Zeros(dy.Shape, dy.DType);

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => Tensor.Zeros(dy.Shape, dy.DType);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
            recorder.Integers(Name, inputs[0].Div(inputs[1]));

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Uniform(shape, 1.1, 1.9), s.Uniform(s.Broadcastable(shape), 0.96, 1.04));
            yield return new Sample(Instance, s.Uniform(shape, -0.9, -0.1), s.Uniform(s.Broadcastable(shape), 1.1, 1.9));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).FloorDivide(Tensor.Zeros([4])), typeof(ShapeException), "FloorDivide: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
            new(() => Tensor.From(4L, 5L).FloorDivide(Tensor.From(2L, 0L)), typeof(DivideByZeroException), "FloorDivide: element 1 of the Int64 divisor is 0."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Simd.FloorDivide(a, b);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise quotient rounded down, as Python divides: the companion of Remainder. PyTorch: torch.floor_divide.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: zero everywhere. Saves nothing. Kinks: the jumps where a / b is an integer.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="DivideByZeroException">An integer divisor is 0.</exception>
        public Variable FloorDivide(Variable other) => Ops.FloorDivide.Instance.Apply(this, other);

        /// <summary>Divides each element by a number and rounds down. PyTorch: torch.floor_divide.</summary>
        /// <param name="other">The number.</param>
        /// <returns>A variable of this shape.</returns>
        /// <remarks>Derivative: zero everywhere. Saves nothing. Kinks: the jumps where a / b is an integer.</remarks>
        /// <exception cref="DivideByZeroException">The number is 0 and this is an integer.</exception>
        public Variable FloorDivide(Scalar other) => Ops.FloorDivide.Instance.Apply(this, other.Like(DType));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.FloorDivide(Variable)"/>
        public Tensor FloorDivide(Tensor other) => Ops.FloorDivide.Instance.Apply(this, other);

        /// <inheritdoc cref="Variable.FloorDivide(Scalar)"/>
        public Tensor FloorDivide(Scalar other) => Ops.FloorDivide.Instance.Apply(this, other.Like(DType));
    }
}
