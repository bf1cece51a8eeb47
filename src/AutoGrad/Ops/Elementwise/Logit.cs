using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Logit : UnaryOp<Logit, Logit.Kernels>, IOp<Logit>
    {
        internal static readonly Logit Instance = new();

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Variable Pullback(Variable dy, Variable x, Variable y) =>
            Where.Of(x.Ge(0).LogicalAnd(x.Le(1)), dy / (x * (1 - x)), ((Scalar)double.NaN).Like(x.DType));

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape(), 0.1, 0.9)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
            {
                // x / (1 - x) is near 1 next to one half, where its rounding would swamp the logarithm; 2x - 1 is exact there.
                Vector<T> one = Vector<T>.One, rest = one - x;
                Vector<T> middle = Vector.LessThan(Vector.Abs(x - Simd.Of<T>(0.5)), Simd.Of<T>(0.25));
                return Vector.ConditionalSelect(middle, VectorMath.Log1p((x - rest) / rest), VectorMath.Log(x / rest));
            }

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => Vector.ConditionalSelect(
                Vector.GreaterThanOrEqual(x, Vector<T>.Zero) & Vector.LessThanOrEqual(x, Vector<T>.One),
                dy / (x * (Vector<T>.One - x)),
                Simd.Of<T>(double.NaN));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise log(x / (1 - x)), the inverse of the logistic function; NaN outside [0, 1]. PyTorch: torch.logit.</summary>
        /// <param name="eps">If given, x is first limited to [eps, 1 - eps]. Default null.</param>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy / (x (1 - x)), infinite at 0 and 1; with eps zero outside [eps, 1 - eps]. Saves x. Kinks: none but those of Clamp.</remarks>
        public Variable Logit(double? eps = null) => Ops.Logit.Instance.Apply(eps is { } e ? Clamp(e, 1 - e) : this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Logit(double?)"/>
        public Tensor Logit(double? eps = null) => Ops.Logit.Instance.Apply(eps is { } e ? Clamp(e, 1 - e) : this);
    }
}
