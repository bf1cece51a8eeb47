using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Square : UnaryOp<Square, Square.Kernels>, IOp<Square>
    {
        internal static readonly Square Instance = new();

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (x * 2);

        public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape())), new(Instance, s.Uniform([0, 2]))];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => x * x;

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => dy * (x + x);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise square, y = x². PyTorch: torch.square.</summary>
        /// <returns>A variable of this shape; the dtype stays.</returns>
        /// <remarks>Derivative: dx = dy · 2x. Saves x. Kinks: none.</remarks>
        public Variable Square() => Ops.Square.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Square()"/>
        public Tensor Square() => Ops.Square.Instance.Apply(this);
    }
}
