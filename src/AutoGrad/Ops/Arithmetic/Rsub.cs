using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>y = a number - x.</summary>
    internal sealed record Rsub(Scalar Other) : UnaryOp<Rsub, Rsub.Kernels>, IOp<Rsub>
    {
        protected internal override Promotion Promotion => Promotion.None;

        protected override Kernels Kernel => new(Other);

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => -dy;

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(new Rsub(1.5), s.Uniform(s.Shape())),
            new(new Rsub(1.5), s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels(Scalar other) : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Simd.Of<T>(other) - x;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Subtracts each element from a number, y = other - x. PyTorch: torch.rsub.</summary>
        /// <param name="other">The number.</param>
        /// <returns>A variable of this shape; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
        /// <remarks>Derivative: dx = -dy. Saves nothing. Kinks: none.</remarks>
        public Variable Rsub(Scalar other) => new Ops.Rsub(other).Apply(other.Bring(this));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Rsub(Scalar)"/>
        public Tensor Rsub(Scalar other) => new Ops.Rsub(other).Apply(other.Bring(this));
    }
}
