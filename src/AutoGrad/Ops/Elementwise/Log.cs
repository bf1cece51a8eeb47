using System.Numerics;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Log : UnaryOp<Log, Log.Kernels>, IOp<Log>
    {
        internal static readonly Log Instance = new();

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy / x;

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), 0.3, 3)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public static bool IsWide => true;

            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Log(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => dy / x;

            public Vector512<float> Apply(Vector512<float> x) => WideMath.Log(x);

            public Vector512<float> Grad(Vector512<float> dy, Vector512<float> x) => dy / x;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise natural logarithm, y = log x. PyTorch: torch.log.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy / x. Saves x. Kinks: none. log 0 is -inf, negative numbers give NaN.</remarks>
        public Variable Log() => Ops.Log.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Log()"/>
        public Tensor Log() => Ops.Log.Instance.Apply(this);
    }
}
