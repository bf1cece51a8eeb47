using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Atanh : UnaryOp<Atanh, Atanh.Kernels>, IOp<Atanh>
    {
        internal static readonly Atanh Instance = new();

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy / ((1 - x) * (x + 1));

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), -0.8, 0.8)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Atanh(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => dy / ((Vector<T>.One - x) * (Vector<T>.One + x));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise inverse hyperbolic tangent, NaN outside [-1, 1]. PyTorch: torch.atanh.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy / (1 - x²), infinite at ±1. Saves x. Kinks: none.</remarks>
        public Variable Atanh() => Ops.Atanh.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Atanh()"/>
        public Tensor Atanh() => Ops.Atanh.Instance.Apply(this);
    }
}
