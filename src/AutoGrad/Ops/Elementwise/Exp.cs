using System.Numerics;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Exp : UnaryOp<Exp, Exp.Kernels>, IOp<Exp>
    {
        internal static readonly Exp Instance = new();

        protected internal override Saved Saves => Saved.Output;

        protected override Saved GradReads => Saved.Output;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * y;

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), -3, 3)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public static bool IsWide => true;

            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Exp(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> y) where T : unmanaged, INumber<T> => dy * y;

            public Vector512<float> Apply(Vector512<float> x) => WideMath.Exp(x);

            public Vector512<float> Grad(Vector512<float> dy, Vector512<float> y) => dy * y;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise exponential, y = eˣ. PyTorch: torch.exp.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · y. Saves y. Kinks: none.</remarks>
        public Variable Exp() => Ops.Exp.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Exp"/>
        public Tensor Exp() => Ops.Exp.Instance.Apply(this);
    }
}
