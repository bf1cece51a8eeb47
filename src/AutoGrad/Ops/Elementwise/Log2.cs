using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Log2 : UnaryOp<Log2, Log2.Kernels>, IOp<Log2>
    {
        private const double Ln2 = 0.6931471805599453;

        internal static readonly Log2 Instance = new();

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy / (x * Ln2);

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), 0.3, 3)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Log2(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => dy / (x * Simd.Of<T>(Ln2));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise logarithm to base 2. PyTorch: torch.log2.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy / (x · log 2). Saves x. Kinks: none.</remarks>
        public Variable Log2() => Ops.Log2.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Log2()"/>
        public Tensor Log2() => Ops.Log2.Instance.Apply(this);
    }
}
