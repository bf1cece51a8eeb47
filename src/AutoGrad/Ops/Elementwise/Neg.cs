using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Neg : UnaryOp<Neg, Neg.Kernels>, IOp<Neg>
    {
        internal static readonly Neg Instance = new();

        protected internal override Promotion Promotion => Promotion.None;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => -dy;

        protected override bool IsItsOwnPullback => true;

        public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape())), new(Instance, s.Uniform([0, 2]))];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => -x;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise negation, y = -x. PyTorch: torch.neg.</summary>
        /// <returns>A variable of this shape and dtype.</returns>
        /// <remarks>Derivative: dx = -dy. Saves nothing. Kinks: none.</remarks>
        public Variable Neg() => Ops.Neg.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Neg"/>
        public Tensor Neg() => Ops.Neg.Instance.Apply(this);
    }
}
