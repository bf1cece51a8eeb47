using System.Numerics;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Tanh : UnaryOp<Tanh, Tanh.Kernels>, IOp<Tanh>
    {
        internal static readonly Tanh Instance = new();

        protected internal override Saved Saves => Saved.Output;

        protected override Saved GradReads => Saved.Output;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (1 - y * y);

        public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape())), new(Instance, s.Uniform([0, 2]))];

        internal readonly struct Kernels : IUnaryKernel
        {
            public static bool IsWide => true;

            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Tanh(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> y) where T : unmanaged, INumber<T> => dy * (Vector<T>.One - (y * y));

            public Vector512<float> Apply(Vector512<float> x) => WideMath.Tanh(x);

            public Vector512<float> Grad(Vector512<float> dy, Vector512<float> y) => dy * (Vector512<float>.One - (y * y));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise hyperbolic tangent. PyTorch: torch.tanh.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · (1 - y²). Saves y. Kinks: none.</remarks>
        public Variable Tanh() => Ops.Tanh.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Tanh()"/>
        public Tensor Tanh() => Ops.Tanh.Instance.Apply(this);
    }
}
