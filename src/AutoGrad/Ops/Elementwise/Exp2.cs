using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Exp2 : UnaryOp<Exp2, Exp2.Kernels>, IOp<Exp2>
    {
        private const double Ln2 = 0.6931471805599453;

        internal static readonly Exp2 Instance = new();

        protected internal override Saved Saves => Saved.Output;

        protected override Saved GradReads => Saved.Output;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * y * Ln2;

        public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape())), new(Instance, s.Uniform([0, 2]))];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Exp2(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> y) where T : unmanaged, INumber<T> => dy * y * Simd.Of<T>(Ln2);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise power of two, y = 2ˣ. PyTorch: torch.exp2.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · y · log 2. Saves y. Kinks: none.</remarks>
        public Variable Exp2() => Ops.Exp2.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Exp2()"/>
        public Tensor Exp2() => Ops.Exp2.Instance.Apply(this);
    }
}
