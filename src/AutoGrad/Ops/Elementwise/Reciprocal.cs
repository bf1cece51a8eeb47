using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Reciprocal : UnaryOp<Reciprocal, Reciprocal.Kernels>, IOp<Reciprocal>
    {
        internal static readonly Reciprocal Instance = new();

        protected internal override Saved Saves => Saved.Output;

        protected override Saved GradReads => Saved.Output;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => -(dy * (y * y));

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.AwayFromZero(s.Shape())),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Vector<T>.One / x;

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> y) where T : unmanaged, INumber<T> => -(dy * (y * y));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise reciprocal, y = 1 / x. PyTorch: torch.reciprocal.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = -dy · y². Saves y. Kinks: none. 1 / ±0 is ±inf.</remarks>
        public Variable Reciprocal() => Ops.Reciprocal.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Reciprocal()"/>
        public Tensor Reciprocal() => Ops.Reciprocal.Instance.Apply(this);
    }
}
