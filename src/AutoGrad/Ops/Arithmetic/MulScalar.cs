using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>y = x · a number.</summary>
    internal sealed record MulScalar(Scalar Other) : UnaryOp<MulScalar, MulScalar.Kernels>, IOp<MulScalar>
    {
        protected internal override Promotion Promotion => Promotion.None;

        protected override Kernels Kernel => new(Other);

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * Other;

        protected override bool IsItsOwnPullback => true;

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(new MulScalar(1.5), s.Uniform(s.Shape())),
            new(new MulScalar(1.5), s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels(Scalar other) : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => x * Simd.Of<T>(other);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Multiplies each element by a number, y = x · other. PyTorch: torch.mul.</summary>
        /// <param name="other">The number.</param>
        /// <returns>A variable of this shape; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
        /// <remarks>Derivative: dx = dy · other. Saves nothing. Kinks: none.</remarks>
        public Variable Mul(Scalar other) => new Ops.MulScalar(other).Apply(other.Bring(this));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Mul(Scalar)"/>
        public Tensor Mul(Scalar other) => new Ops.MulScalar(other).Apply(other.Bring(this));
    }
}
