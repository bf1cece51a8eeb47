using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Abs : UnaryOp<Abs, Abs.Kernels>, IOp<Abs>
    {
        internal static readonly Abs Instance = new();

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "0 at 0";

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * x.Sign();

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, inputs[0], 0);

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.AwayFromZero(s.Shape())),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Vector.Abs(x);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => dy * Sign.Of(x);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise absolute value. PyTorch: torch.abs.</summary>
        /// <returns>A variable of this shape; the dtype stays.</returns>
        /// <remarks>Derivative: dx = dy · sign(x). Saves x. Kinks: 0, where the derivative is 0.</remarks>
        public Variable Abs() => Ops.Abs.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Abs()"/>
        public Tensor Abs() => Ops.Abs.Instance.Apply(this);
    }
}
