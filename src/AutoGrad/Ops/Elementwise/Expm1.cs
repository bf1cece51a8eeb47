using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Expm1 : UnaryOp<Expm1, Expm1.Kernels>, IOp<Expm1>
    {
        internal static readonly Expm1 Instance = new();

        protected internal override Saved Saves => Saved.Output;

        protected override Saved GradReads => Saved.Output;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (y + 1);

        public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape())), new(Instance, s.Uniform([0, 2]))];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Expm1(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> y) where T : unmanaged, INumber<T> => dy * (y + Vector<T>.One);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise eˣ - 1, accurate next to 0. PyTorch: torch.expm1.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · (y + 1). Saves y. Kinks: none.</remarks>
        public Variable Expm1() => Ops.Expm1.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Expm1()"/>
        public Tensor Expm1() => Ops.Expm1.Instance.Apply(this);
    }
}
