using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Cos : UnaryOp<Cos, Cos.Kernels>, IOp<Cos>
    {
        internal static readonly Cos Instance = new();

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => -(dy * x.Sin());

        public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape())), new(Instance, s.Uniform([0, 2]))];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Cos(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => -(dy * VectorMath.Sin(x));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise cosine of an angle in radians. PyTorch: torch.cos.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = -dy · sin x. Saves x. Kinks: none.</remarks>
        public Variable Cos() => Ops.Cos.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Cos()"/>
        public Tensor Cos() => Ops.Cos.Instance.Apply(this);
    }
}
