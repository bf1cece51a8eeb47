using System.Numerics;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Sigmoid : UnaryOp<Sigmoid, Sigmoid.Kernels>, IOp<Sigmoid>
    {
        internal static readonly Sigmoid Instance = new();

        protected internal override Saved Saves => Saved.Output;

        protected override Saved GradReads => Saved.Output;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (y * (1 - y));

        public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape())), new(Instance, s.Uniform([0, 2]))];

        internal readonly struct Kernels : IUnaryKernel
        {
            public static bool IsWide => true;

            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Sigmoid(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> y) where T : unmanaged, INumber<T> => dy * (y * (Vector<T>.One - y));

            public Vector512<float> Apply(Vector512<float> x) => WideMath.Sigmoid(x);

            public Vector512<float> Grad(Vector512<float> dy, Vector512<float> y) => dy * (y * (Vector512<float>.One - y));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise logistic function, y = 1 / (1 + e⁻ˣ), without overflow on either side. PyTorch: torch.sigmoid.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · y (1 - y). Saves y. Kinks: none.</remarks>
        public Variable Sigmoid() => Ops.Sigmoid.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Sigmoid()"/>
        public Tensor Sigmoid() => Ops.Sigmoid.Instance.Apply(this);
    }
}
