using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Sqrt : UnaryOp<Sqrt, Sqrt.Kernels>, IOp<Sqrt>
    {
        internal static readonly Sqrt Instance = new();

        protected internal override Saved Saves => Saved.Output;

        protected override Saved GradReads => Saved.Output;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy / (y * 2);

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), 0.3, 3)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Vector.SquareRoot(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> y) where T : unmanaged, INumber<T> => dy / (y + y);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise square root. PyTorch: torch.sqrt.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy / 2y, infinite at 0. Saves y. Kinks: none. Negative numbers give NaN.</remarks>
        public Variable Sqrt() => Ops.Sqrt.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Sqrt()"/>
        public Tensor Sqrt() => Ops.Sqrt.Instance.Apply(this);
    }
}
