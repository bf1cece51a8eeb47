using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Floor : UnaryOp<Floor, Floor.Kernels>, IOp<Floor>
    {
        internal static readonly Floor Instance = new();

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "0 at the jumps at the integers";

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => Tensor.Zeros(dy.Shape, dy.DType);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Integers(Name, inputs[0]);

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), 0.05, 0.45)),
            new(Instance, s.Uniform(s.Shape(), -1.45, -1.05)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Simd.Floor(x);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise largest integer not above x. PyTorch: torch.floor.</summary>
        /// <returns>A variable of this shape; the dtype stays.</returns>
        /// <remarks>Derivative: zero everywhere. Saves nothing. Kinks: the jumps at the integers, where the derivative is 0.</remarks>
        public Variable Floor() => Ops.Floor.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Floor()"/>
        public Tensor Floor() => Ops.Floor.Instance.Apply(this);
    }
}
