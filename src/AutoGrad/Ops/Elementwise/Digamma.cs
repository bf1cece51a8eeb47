using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Digamma : UnaryOp<Digamma, Digamma.Kernels>, IOp<Digamma>
    {
        internal static readonly Digamma Instance = new();

        protected internal override Saved Saves => Saved.X;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * x.Polygamma(1);

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), 0.3, 3)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Digamma(x);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise derivative of log Γ; NaN at negative integers, ∓inf at ±0. PyTorch: torch.digamma.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · polygamma(1, x). Saves x. Kinks: none.</remarks>
        public Variable Digamma() => Ops.Digamma.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Digamma()"/>
        public Tensor Digamma() => Ops.Digamma.Instance.Apply(this);
    }
}
