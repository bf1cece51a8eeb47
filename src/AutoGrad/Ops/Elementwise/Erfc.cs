using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Erfc : UnaryOp<Erfc, Erfc.Kernels>, IOp<Erfc>
    {
        internal static readonly Erfc Instance = new();

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (-(x * x)).Exp() * -Erf.TwoOverSqrtPi;

        public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape())), new(Instance, s.Uniform([0, 2]))];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Erfc(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> =>
                dy * VectorMath.Exp(-(x * x)) * Simd.Of<T>(-Erf.TwoOverSqrtPi);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise complement of the error function, 1 - erf x, accurate where it is small. PyTorch: torch.erfc.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = -dy · 2/√π · exp(-x²). Saves x. Kinks: none.</remarks>
        public Variable Erfc() => Ops.Erfc.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Erfc()"/>
        public Tensor Erfc() => Ops.Erfc.Instance.Apply(this);
    }
}
