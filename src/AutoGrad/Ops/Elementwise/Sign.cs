using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Sign : UnaryOp<Sign, Sign.Kernels>, IOp<Sign>
    {
        internal static readonly Sign Instance = new();

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "0 at the jump at 0";

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => Tensor.Zeros(dy.Shape, dy.DType);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, inputs[0], 0);

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.AwayFromZero(s.Shape())),
            new(Instance, s.Uniform([0, 2])),
        ];

        /// <summary>-1, 0 or 1 in each lane; 0 for NaN.</summary>
        internal static Vector<T> Of<T>(Vector<T> x) where T : unmanaged, INumber<T> =>
            (Vector.GreaterThan(x, Vector<T>.Zero) & Vector<T>.One) - (Vector.LessThan(x, Vector<T>.Zero) & Vector<T>.One);

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Of(x);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise sign: -1, 0 or 1; 0 for NaN. PyTorch: torch.sign.</summary>
        /// <returns>A variable of this shape; the dtype stays.</returns>
        /// <remarks>Derivative: zero everywhere. Saves nothing. Kinks: the jump at 0, where the derivative is 0.</remarks>
        public Variable Sign() => Ops.Sign.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Sign()"/>
        public Tensor Sign() => Ops.Sign.Instance.Apply(this);
    }
}
