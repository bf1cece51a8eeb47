using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Sin : UnaryOp<Sin, Sin.Kernels>, IOp<Sin>
    {
        internal static readonly Sin Instance = new();

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * x.Cos();

        public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape())), new(Instance, s.Uniform([0, 2]))];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Sin(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => dy * VectorMath.Cos(x);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise sine of an angle in radians. PyTorch: torch.sin.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · cos x. Saves x. Kinks: none.</remarks>
        public Variable Sin() => Ops.Sin.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Sin()"/>
        public Tensor Sin() => Ops.Sin.Instance.Apply(this);
    }
}
