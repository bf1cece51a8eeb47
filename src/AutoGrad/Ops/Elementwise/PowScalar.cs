using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>x to the power of a number; the method leaves the power 2 to <see cref="Square"/>, whose loop has no choice to make.</summary>
    internal sealed record PowScalar(Scalar Exponent) : UnaryOp<PowScalar, PowScalar.Kernels>, IOp<PowScalar>
    {
        public override string Name => "Pow";

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override Saved Saves => IsZero ? Saved.None : Saved.X;

        protected override Saved GradReads => IsZero ? Saved.None : Saved.X;

        protected override Kernels Kernel => new(Exponent);

        private bool IsZero => Exponent.ToDouble() == 0;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
            inputs[0].DType.IsFloat() || !Exponent.IsInteger || Exponent.ToInt64() >= 0
                ? base.Infer(inputs)
                : throw Errors.NegativeIntegerPower(Name, inputs[0].DType, Exponent.ToInt64());

        /// <summary>The power 0 is the constant 1, also at 0 and NaN: its derivative is 0 everywhere.</summary>
        protected override Variable Pullback(Variable dy, Variable x, Variable y) =>
            IsZero ? Tensor.Zeros(dy.Shape, dy.DType) : dy * (new PowScalar(LowerBy1(Exponent)).Apply(x) * Exponent);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new PowScalar(2), s.Uniform(s.Shape()));
            yield return new Sample(new PowScalar(3), s.Uniform(s.Shape()));
            yield return new Sample(new PowScalar(0), s.Uniform(s.Shape()));
            yield return new Sample(new PowScalar(-2), s.AwayFromZero(s.Shape(), 0.4));
            yield return new Sample(new PowScalar(0.5), s.Uniform(s.Shape(), 0.3, 3));
            yield return new Sample(new PowScalar(-0.7), s.Uniform(s.Shape(), 0.3, 3));
            yield return new Sample(new PowScalar(2), s.Uniform([0, 2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.From(2L).Pow(-1), typeof(DTypeException), "Pow: Int64 to the power -1: integers have no negative powers. Convert with To(DType.Float32)."),
        ];

        private static Scalar LowerBy1(Scalar exponent) => exponent.IsInteger ? exponent.ToInt64() - 1 : exponent.ToDouble() - 1;

        internal readonly struct Kernels(Scalar exponent) : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Power(x, exponent);

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> =>
                dy * (Power(x, LowerBy1(exponent)) * Simd.Of<T>(exponent));

            /// <summary>The powers in daily use are products and roots, as in PyTorch; the rest is pow.</summary>
            private static Vector<T> Power<T>(Vector<T> x, Scalar exponent) where T : unmanaged, INumber<T> => exponent.ToDouble() switch
            {
                0 => Vector<T>.One,
                1 => x,
                2 => x * x,
                3 => x * x * x,
                -1 when Simd.IsFloat<T>() => Vector<T>.One / x,
                -2 when Simd.IsFloat<T>() => Vector<T>.One / (x * x),
                0.5 when Simd.IsFloat<T>() => Vector.SquareRoot(x),
                -0.5 when Simd.IsFloat<T>() => Vector<T>.One / Vector.SquareRoot(x),
                _ => Simd.IsFloat<T>() ? VectorMath.Pow(x, Simd.Of<T>(exponent)) : Simd.IntegerPower(x, Simd.Of<T>(exponent)),
            };
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise power with a number as exponent, y = xᵉ. PyTorch: torch.pow.</summary>
        /// <param name="exponent">The exponent.</param>
        /// <returns>A variable of this shape; integers meet a real exponent as Float32, and wrap around with a whole one.</returns>
        /// <remarks>Derivative: dx = dy · e · xᵉ⁻¹, zero for e = 0. Saves x. Kinks: none; below e = 1 the derivative at 0 is infinite.</remarks>
        /// <exception cref="DTypeException">Integers with a negative whole exponent.</exception>
        public Variable Pow(Scalar exponent) =>
            exponent.ToDouble() == 2 ? exponent.Bring(this).Square() : new Ops.PowScalar(exponent).Apply(exponent.Bring(this));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Pow(Scalar)"/>
        public Tensor Pow(Scalar exponent) =>
            exponent.ToDouble() == 2 ? exponent.Bring(this).Square() : new Ops.PowScalar(exponent).Apply(exponent.Bring(this));
    }
}
