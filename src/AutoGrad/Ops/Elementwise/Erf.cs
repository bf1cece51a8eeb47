using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Erf : UnaryOp<Erf, Erf.Kernels>, IOp<Erf>
    {
        internal const double TwoOverSqrtPi = 1.1283791670955126;

        internal static readonly Erf Instance = new();

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (-(x * x)).Exp() * TwoOverSqrtPi;

        public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape())), new(Instance, s.Uniform([0, 2]))];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Erf(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => dy * VectorMath.Exp(-(x * x)) * Simd.Of<T>(TwoOverSqrtPi);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise error function. PyTorch: torch.erf.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · 2/√π · exp(-x²). Saves x. Kinks: none.</remarks>
        public Variable Erf() => Ops.Erf.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Erf()"/>
        public Tensor Erf() => Ops.Erf.Instance.Apply(this);
    }
}
