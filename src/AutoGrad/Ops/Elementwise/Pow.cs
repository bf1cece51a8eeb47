using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Pow : BinaryOp<Pow, Pow.Kernels>, IOp<Pow>
    {
        internal static readonly Pow Instance = new();

        protected internal override Saved Saves => Saved.A | Saved.B | Saved.Output;

        protected internal override Saved SavesWhen(int needs) => (needs & 2) != 0 ? Saves : Saved.A | Saved.B;

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) =>
            Where.Drop(b.Eq(0).LogicalAnd(a.Eq(0)), dy * (b * a.Pow(b - 1))); // 0 · 0⁻¹; elsewhere b = 0 gives 0 by itself, and its derivative in b is 1 / a

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) =>
            dy * Where.Drop(a.Eq(0).LogicalAnd(b.Ge(0)), y * a.Log());

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Uniform(shape, 0.3, 2.5), s.Uniform(s.Broadcastable(shape)));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Pow(Tensor.Zeros([4])), typeof(ShapeException), "Pow: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> =>
                Simd.IsFloat<T>() ? VectorMath.Pow(a, b) : Simd.IntegerPower(a, b);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise power with broadcasting, y = aᵇ. PyTorch: torch.pow.</summary>
        /// <param name="exponent">The exponents.</param>
        /// <returns>A variable of the broadcast shape and common dtype. Integers wrap around; their negative powers are 0, but for the bases 1 and -1.</returns>
        /// <remarks>Derivative: da = dy · b · aᵇ⁻¹ (0 where b is 0), db = dy · y · log a (0 where a is 0 and b ≥ 0). Saves a, b, and y where needed. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Pow(Variable exponent) => Ops.Pow.Instance.Apply(this, exponent);

        /// <summary>Powers of a number, y = inputᵇ. PyTorch: torch.pow.</summary>
        /// <param name="input">The base.</param>
        /// <param name="exponent">The exponents.</param>
        /// <returns>A variable of the exponents' shape.</returns>
        /// <remarks>Derivative: db = dy · y · log input (0 where the base is 0 and b ≥ 0). Saves b and y. Kinks: none.</remarks>
        public static Variable Pow(Scalar input, Variable exponent) => Ops.Pow.Instance.Apply(input.Like(Errors.Given(exponent).DType), exponent);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Pow(Variable)"/>
        public Tensor Pow(Tensor exponent) => Ops.Pow.Instance.Apply(this, exponent);

        /// <inheritdoc cref="Variable.Pow(Scalar, Variable)"/>
        public static Tensor Pow(Scalar input, Tensor exponent) => Ops.Pow.Instance.Apply(input.Like(Errors.Given(exponent).DType), exponent);
    }
}
