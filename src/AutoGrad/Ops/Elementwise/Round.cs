using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>Rounding to a number of decimals, halves to even.</summary>
    internal sealed record Round(int Decimals) : UnaryOp<Round, Round.Kernels>, IOp<Round>
    {
        protected internal override Promotion Promotion => Promotion.None;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "0 at the jumps halfway between roundings";

        protected override Kernels Kernel => new(Decimals);

        private double Scale => Math.Pow(10, Decimals);

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Decimals == 0 || inputs[0].DType.IsFloat()
            ? base.Infer(inputs)
            : throw Errors.DType(Name, inputs[0].DType, DType.Float32, $"rounding {inputs[0].DType} to {Decimals} decimals is not defined. Convert with To(DType.Float32).");

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => Tensor.Zeros(dy.Shape, dy.DType);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
            recorder.Integers(Name, inputs[0], Scale, shift: 0.5);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new Round(0), s.Uniform(s.Shape(), 0.55, 1.45));
            yield return new Sample(new Round(1), s.Uniform(s.Shape(), 0.16, 0.24));
            yield return new Sample(new Round(0), s.Uniform([0, 2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2], DType.Int64).Round(decimals: 1), typeof(DTypeException), "Round: rounding Int64 to 1 decimals is not defined. Convert with To(DType.Float32)."),
            new(() => Tensor.Zeros([2], DType.Bool).Round(), typeof(DTypeException), "Round: is not defined on Bool."),
        ];

        internal readonly struct Kernels(int decimals) : IUnaryKernel
        {
            private readonly double _scale = Math.Pow(10, Math.Abs((double)decimals));

            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
            {
                Vector<T> scale = Simd.Of<T>(_scale);
                return decimals == 0 ? Simd.Round(x) : decimals > 0 ? Simd.Round(x * scale) / scale : Simd.Round(x / scale) * scale;
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise nearest integer, halves to even. PyTorch: torch.round.</summary>
        /// <param name="decimals">Decimals to keep; negative rounds to tens, hundreds and so on, as numbers are scaled by powers of ten. Default 0.</param>
        /// <returns>A variable of this shape; the dtype stays.</returns>
        /// <remarks>Derivative: zero everywhere. Saves nothing. Kinks: the jumps halfway between roundings, where the derivative is 0.</remarks>
        /// <exception cref="DTypeException">Integers with decimals other than 0, or Bool.</exception>
        public Variable Round(int decimals = 0) => new Ops.Round(decimals).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Round(int)"/>
        public Tensor Round(int decimals = 0) => new Ops.Round(decimals).Apply(this);
    }
}
