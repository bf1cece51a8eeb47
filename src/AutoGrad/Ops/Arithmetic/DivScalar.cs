using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>y = x / a number.</summary>
    internal sealed record DivScalar(Scalar Other) : UnaryOp<DivScalar, DivScalar.Kernels>, IOp<DivScalar>
    {
        protected internal override Promotion Promotion => Promotion.Float;

        protected override Kernels Kernel => new(Other);

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy / Other;

        protected override bool IsItsOwnPullback => true;

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(new DivScalar(1.5), s.Uniform(s.Shape())),
            new(new DivScalar(1.5), s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels(Scalar other) : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => x / Simd.Of<T>(other);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Divides each element by a number, y = x / other. PyTorch: torch.div.</summary>
        /// <param name="other">The number.</param>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy / other. Saves nothing. Kinks: none. A zero divisor gives ±inf or NaN as IEEE 754.</remarks>
        public Variable Div(Scalar other) => new Ops.DivScalar(other).Apply(other.Bring(this));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Div(Scalar)"/>
        public Tensor Div(Scalar other) => new Ops.DivScalar(other).Apply(other.Bring(this));
    }
}
