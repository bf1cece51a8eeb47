using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Asinh : UnaryOp<Asinh, Asinh.Kernels>, IOp<Asinh>
    {
        internal static readonly Asinh Instance = new();

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (x * x + 1).Rsqrt();

        public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape())), new(Instance, s.Uniform([0, 2]))];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Asinh(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => dy / Vector.SquareRoot((x * x) + Vector<T>.One);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise inverse hyperbolic sine. PyTorch: torch.asinh.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy / √(x² + 1). Saves x. Kinks: none.</remarks>
        public Variable Asinh() => Ops.Asinh.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Asinh()"/>
        public Tensor Asinh() => Ops.Asinh.Instance.Apply(this);
    }
}
