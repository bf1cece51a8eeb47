using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Sub : BinaryOp<Sub, Sub.Kernels>, IOp<Sub>
    {
        internal static readonly Sub Instance = new();

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy;

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => -dy;

        protected internal override bool HasPullbackKernel => true;

        protected internal override void PullbackKernel(in PullbackContext context)
        {
            context.Add(0, context.Dy());
            if (context.Needs(1))
            {
                context.AddElementwise(1, Neg.Instance, isLast: true);
            }
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Uniform(shape), s.AwayFromZero(s.Broadcastable(shape)));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Sub(Tensor.Zeros([4])), typeof(ShapeException), "Sub: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => a - b;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise difference with broadcasting, y = a - b. PyTorch: torch.sub.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy, db = -dy. Saves nothing. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Sub(Variable other) => Ops.Sub.Instance.Apply(this, other);

        /// <summary>Subtracts a number from each element, y = x - other. PyTorch: torch.sub.</summary>
        /// <param name="other">The number.</param>
        /// <returns>A variable of this shape; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
        /// <remarks>Derivative: dx = dy. Saves nothing. Kinks: none.</remarks>
        public Variable Sub(Scalar other) => Add(other.Negated);

        /// <summary>Elementwise difference with a factor, y = a - alpha · b. PyTorch: torch.sub.</summary>
        /// <param name="other">The second operand.</param>
        /// <param name="alpha">Its factor.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy, db = -dy · alpha. Saves nothing. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Sub(Variable other, Scalar alpha) => Sub(Errors.Given(other).Mul(alpha));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Sub(Variable)"/>
        public Tensor Sub(Tensor other) => Ops.Sub.Instance.Apply(this, other);

        /// <inheritdoc cref="Variable.Sub(Scalar)"/>
        public Tensor Sub(Scalar other) => Add(other.Negated);

        /// <inheritdoc cref="Variable.Sub(Variable, Scalar)"/>
        public Tensor Sub(Tensor other, Scalar alpha) => Sub(Errors.Given(other).Mul(alpha));
    }
}
