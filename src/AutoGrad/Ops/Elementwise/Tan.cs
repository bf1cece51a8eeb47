using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Tan : UnaryOp<Tan, Tan.Kernels>, IOp<Tan>
    {
        internal static readonly Tan Instance = new();

        protected internal override Saved Saves => Saved.Output;

        protected override Saved GradReads => Saved.Output;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (y * y + 1);

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), -1.2, 1.2)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Tan(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> y) where T : unmanaged, INumber<T> => dy * ((y * y) + Vector<T>.One);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise tangent of an angle in radians. PyTorch: torch.tan.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · (1 + y²). Saves y. Kinks: none.</remarks>
        public Variable Tan() => Ops.Tan.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Tan()"/>
        public Tensor Tan() => Ops.Tan.Instance.Apply(this);
    }
}
