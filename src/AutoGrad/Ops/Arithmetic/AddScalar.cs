using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>y = x + a number.</summary>
    internal sealed record AddScalar(Scalar Other) : UnaryOp<AddScalar, AddScalar.Kernels>, IOp<AddScalar>
    {
        protected internal override Promotion Promotion => Promotion.None;

        protected override Kernels Kernel => new(Other);

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy;

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(new AddScalar(1.5), s.Uniform(s.Shape())),
            new(new AddScalar(1.5), s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels(Scalar other) : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => x + Simd.Of<T>(other);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Adds a number to each element, y = x + other. PyTorch: torch.add.</summary>
        /// <param name="other">The number.</param>
        /// <returns>A variable of this shape; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
        /// <remarks>Derivative: dx = dy. Saves nothing. Kinks: none.</remarks>
        public Variable Add(Scalar other) => new Ops.AddScalar(other).Apply(other.Bring(this));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Add(Scalar)"/>
        public Tensor Add(Scalar other) => new Ops.AddScalar(other).Apply(other.Bring(this));
    }
}
