using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Rsqrt : UnaryOp<Rsqrt, Rsqrt.Kernels>, IOp<Rsqrt>
    {
        internal static readonly Rsqrt Instance = new();

        protected internal override Saved Saves => Saved.Output;

        protected override Saved GradReads => Saved.Output;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (y * y * y) * -0.5;

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), 0.3, 3)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Vector<T>.One / Vector.SquareRoot(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> y) where T : unmanaged, INumber<T> => dy * (y * y * y) * Simd.Of<T>(-0.5);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise reciprocal square root, y = 1 / √x. PyTorch: torch.rsqrt.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = -dy · y³ / 2. Saves y. Kinks: none.</remarks>
        public Variable Rsqrt() => Ops.Rsqrt.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Rsqrt()"/>
        public Tensor Rsqrt() => Ops.Rsqrt.Instance.Apply(this);
    }
}
