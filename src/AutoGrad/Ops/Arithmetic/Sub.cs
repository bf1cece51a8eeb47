using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Sub : BinaryOp<Sub, Sub.Kernels>, IOp<Sub>
    {
        internal static readonly Sub Instance = new();

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy;

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => -dy;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Uniform(shape), s.AwayFromZero(s.Broadcastable(shape)));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Sub(Tensor.Zeros([4])), typeof(ShapeException), "Sub: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => a - b;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise difference with broadcasting, y = a - b. PyTorch: torch.sub.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy, db = -dy. Saves nothing. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Sub(Variable other) => Ops.Sub.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Sub(Variable)"/>
        public Tensor Sub(Tensor other) => Ops.Sub.Instance.Apply(this, other);
    }
}
