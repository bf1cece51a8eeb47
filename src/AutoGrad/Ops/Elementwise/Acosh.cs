using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Acosh : UnaryOp<Acosh, Acosh.Kernels>, IOp<Acosh>
    {
        internal static readonly Acosh Instance = new();

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * ((x - 1) * (x + 1)).Rsqrt();

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), 1.3, 4)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Acosh(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> =>
                dy / Vector.SquareRoot((x - Vector<T>.One) * (x + Vector<T>.One));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise inverse hyperbolic cosine, NaN below 1. PyTorch: torch.acosh.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy / √(x² - 1), infinite at 1. Saves x. Kinks: none.</remarks>
        public Variable Acosh() => Ops.Acosh.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Acosh()"/>
        public Tensor Acosh() => Ops.Acosh.Instance.Apply(this);
    }
}
