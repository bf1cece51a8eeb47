using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Erfinv : UnaryOp<Erfinv, Erfinv.Kernels>, IOp<Erfinv>
    {
        private const double HalfSqrtPi = 0.886226925452758;

        internal static readonly Erfinv Instance = new();

        protected internal override Saved Saves => Saved.Output;

        protected override Saved GradReads => Saved.Output;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (y * y).Exp() * HalfSqrtPi;

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), -0.8, 0.8)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Erfinv(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> y) where T : unmanaged, INumber<T> => dy * VectorMath.Exp(y * y) * Simd.Of<T>(HalfSqrtPi);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise inverse of the error function; ±inf at ±1, NaN outside. PyTorch: torch.erfinv.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · √π/2 · exp(y²). Saves y. Kinks: none.</remarks>
        public Variable Erfinv() => Ops.Erfinv.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Erfinv()"/>
        public Tensor Erfinv() => Ops.Erfinv.Instance.Apply(this);
    }
}
