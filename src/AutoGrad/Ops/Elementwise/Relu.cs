using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Relu : UnaryOp<Relu, Relu.Kernels>, IOp<Relu>
    {
        internal static readonly Relu Instance = new();

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override Saved Saves => Saved.Output;

        protected override Saved GradReads => Saved.Output;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "0 at 0; NaN passes the cotangent on";

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => Where.Drop(y.Le(0), dy);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, inputs[0], 0);

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.AwayFromZero(s.Shape())),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Vector.AndNot(x, Vector.LessThan(x, Vector<T>.Zero));

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> y) where T : unmanaged, INumber<T> => Vector.AndNot(dy, Vector.LessThanOrEqual(y, Vector<T>.Zero));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise rectifier, y = max(x, 0); NaN stays NaN. PyTorch: torch.relu.</summary>
        /// <returns>A variable of this shape; the dtype stays.</returns>
        /// <remarks>Derivative: dx = dy where x > 0. Saves y. Kinks: 0, where the derivative is 0.</remarks>
        public Variable Relu() => Ops.Relu.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Relu()"/>
        public Tensor Relu() => Ops.Relu.Instance.Apply(this);
    }
}
