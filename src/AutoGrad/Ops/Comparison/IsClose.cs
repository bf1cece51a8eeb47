using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>|a - b| ≤ atol + rtol · |b|, or both equal.</summary>
    internal sealed record IsClose(double Rtol, double Atol, bool EqualNan) : CompareOp<IsClose, IsClose.Kernels>, IOp<IsClose>
    {
        protected internal override Promotion Promotion => Promotion.Float;

        protected override Kernels Kernel => new(Rtol, Atol, EqualNan);

        /// <summary>Integers are compared in Float64, which has room for their differences.</summary>
        internal static Tensor Of(Tensor a, Tensor b, double rtol, double atol, bool equalNan)
        {
            if (!(rtol >= 0) || !(atol >= 0))
            {
                throw Errors.Argument("IsClose", $"tolerances rtol = {rtol} and atol = {atol} must not be negative. Pass 0 or more.");
            }

            return new IsClose(rtol, atol, equalNan).Apply(Real(a), Real(b));
        }

        /// <summary>The order of the two does not decide, as it does for the other comparisons; the answers do.</summary>
        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
        {
            foreach (double isClose in output.ToDoubles())
            {
                recorder.Branch((long)isClose);
            }
        }

        private static Tensor Real(Tensor t) => t.DType.IsFloat() ? t : t.To(DType.Float64);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(new IsClose(1e-5, 0.5, false), s.Uniform(shape), s.Uniform(s.Broadcastable(shape)));
            yield return new Sample(new IsClose(1e-5, 0.5, false), s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2]).IsClose(Tensor.Zeros([3])), typeof(ShapeException), "IsClose: shapes [2] and [3] do not broadcast: dim 0 is 2 against 3."),
            new(() => Tensor.Zeros([2]).IsClose(Tensor.Zeros([2]), rtol: -1), typeof(ArgumentException), "IsClose: tolerances rtol = -1 and atol = 1E-08 must not be negative."),
        ];

        internal readonly struct Kernels(double rtol, double atol, bool equalNan) : ICompareKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>
            {
                Vector<T> distance = Vector.Abs(a - b);
                Vector<T> near = Vector.LessThanOrEqual(distance, Simd.Of<T>(atol) + (Simd.Of<T>(rtol) * Vector.Abs(b))) & Vector.IsFinite(distance);
                Vector<T> close = Vector.Equals(a, b) | near;
                return equalNan ? close | Vector.AndNot(~Vector.Equals(a, a), Vector.Equals(b, b)) : close;
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Whether each element is close to the other's: |a - b| ≤ atol + rtol · |b|, or both equal. PyTorch: torch.isclose.</summary>
        /// <param name="other">The other side; broadcasts.</param>
        /// <param name="rtol">Tolerance relative to the other side. Default 1e-5.</param>
        /// <param name="atol">Absolute tolerance. Default 1e-8.</param>
        /// <param name="equalNan">Whether two NaN are close. Default false.</param>
        /// <returns>A Bool variable of the broadcast shape.</returns>
        /// <remarks>Derivative: none, the result carries no gradient.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="ArgumentException">A tolerance is negative.</exception>
        public Variable IsClose(Variable other, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false) =>
            Data.IsClose(Errors.Given(other).Data, rtol, atol, equalNan);

        /// <summary>Whether all elements are close to the other's. PyTorch: torch.allclose.</summary>
        /// <param name="other">The other side; broadcasts.</param>
        /// <param name="rtol">Tolerance relative to the other side. Default 1e-5.</param>
        /// <param name="atol">Absolute tolerance. Default 1e-8.</param>
        /// <param name="equalNan">Whether two NaN are close. Default false.</param>
        /// <returns>True if all are; also of empty tensors.</returns>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="ArgumentException">A tolerance is negative.</exception>
        public bool AllClose(Variable other, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false) => Data.AllClose(Errors.Given(other).Data, rtol, atol, equalNan);

        /// <summary>Whether both have the same shape and the same values; NaN equals nothing. PyTorch: torch.equal.</summary>
        /// <param name="other">The other side; values are compared in the common dtype.</param>
        /// <returns>True if all are equal.</returns>
        public bool Equal(Variable other) => Data.Equal(Errors.Given(other).Data);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.IsClose(Variable, double, double, bool)"/>
        public Tensor IsClose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false) => Ops.IsClose.Of(this, Errors.Given(other), rtol, atol, equalNan);

        /// <inheritdoc cref="Variable.AllClose(Variable, double, double, bool)"/>
        public bool AllClose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false) =>
            IsClose(Errors.Given(other), rtol, atol, equalNan).All().Item<bool>();

        /// <inheritdoc cref="Variable.Equal(Variable)"/>
        public bool Equal(Tensor other) => Shape == Errors.Given(other).Shape && Eq(other).All().Item<bool>();
    }
}
