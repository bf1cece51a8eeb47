using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>Numbers in place of NaN and the infinities; null stands for the largest finite number.</summary>
    internal sealed record NanToNum(double Nan, double? PosInf, double? NegInf) : UnaryOp<NanToNum, NanToNum.Kernels>, IOp<NanToNum>
    {
        protected internal override Promotion Promotion => Promotion.None;

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Kernels Kernel => new(Nan, PosInf, NegInf);

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => Where.Keep(x.IsFinite(), dy);

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(new NanToNum(0, null, null), s.Uniform(s.Shape())),
            new(new NanToNum(0, null, null), s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels(double nan, double? posInf, double? negInf) : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
            {
                if (!Simd.IsFloat<T>())
                {
                    return x;
                }

                double largest = typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue;
                x = Vector.ConditionalSelect(Vector.IsPositiveInfinity(x), Simd.Of<T>(posInf ?? largest), x);
                x = Vector.ConditionalSelect(Vector.IsNegativeInfinity(x), Simd.Of<T>(negInf ?? -largest), x);
                return Vector.ConditionalSelect(Vector.Equals(x, x), x, Simd.Of<T>(nan));
            }

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => Simd.Keep(Vector.IsFinite(x), dy);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Replaces NaN and the infinities by numbers. PyTorch: torch.nan_to_num.</summary>
        /// <param name="nan">In place of NaN. Default 0.</param>
        /// <param name="posinf">In place of +inf; null for the largest finite number.</param>
        /// <param name="neginf">In place of -inf; null for the smallest finite number.</param>
        /// <returns>A variable of this shape; the dtype stays.</returns>
        /// <remarks>Derivative: dy where x is finite, zero elsewhere. Saves x. Kinks: none.</remarks>
        /// <exception cref="DTypeException">The variable is Bool.</exception>
        public Variable NanToNum(double nan = 0, double? posinf = null, double? neginf = null) => new Ops.NanToNum(nan, posinf, neginf).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.NanToNum(double, double?, double?)"/>
        public Tensor NanToNum(double nan = 0, double? posinf = null, double? neginf = null) => new Ops.NanToNum(nan, posinf, neginf).Apply(this);
    }
}
