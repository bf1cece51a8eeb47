using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Frac : UnaryOp<Frac, Frac.Kernels>, IOp<Frac>
    {
        internal static readonly Frac Instance = new();

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "1 at the jumps at the integers";

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
            inputs[0].DType.IsFloat() ? inputs[0] : throw Errors.FloatExpected(Name, inputs[0].DType);

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy;

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Integers(Name, inputs[0]);

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), 0.05, 0.45)),
            new(Instance, s.Uniform(s.Shape(), -1.45, -1.05)),
            new(Instance, s.Uniform([0, 2])),
        ];

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2], DType.Int64).Frac(), typeof(DTypeException), "Frac: needs Float32 or Float64, got Int64."),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => x - Simd.Truncate(x);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise fraction, y = x - trunc(x), with the sign of x. PyTorch: torch.frac.</summary>
        /// <returns>A variable of this shape; the dtype stays, Float32 or Float64.</returns>
        /// <remarks>Derivative: dx = dy. Saves nothing. Kinks: the jumps at the integers, where the derivative is 1.</remarks>
        /// <exception cref="DTypeException">The dtype is not Float32 or Float64.</exception>
        public Variable Frac() => Ops.Frac.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Frac()"/>
        public Tensor Frac() => Ops.Frac.Instance.Apply(this);
    }
}
