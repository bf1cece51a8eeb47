using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>a + w (b - a), computed from the nearer end so that w = 1 gives b exactly.</summary>
    internal sealed record Lerp : TernaryOp<Lerp, Lerp.Kernels>, IOp<Lerp>
    {
        internal static readonly Lerp Instance = new();

        protected internal override Promotion Promotion => Promotion.Float;

        protected internal override Saved Saves => Saved.A | Saved.B | Saved.C;

        protected internal override Saved SavesWhen(int needs) =>
            ((needs & 3) != 0 ? Saved.C : Saved.None) | ((needs & 4) != 0 ? Saved.A | Saved.B : Saved.None);

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable c) => dy * (1 - c);

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable c) => dy * c;

        protected override Variable PullbackC(Variable dy, Variable a, Variable b, Variable c) => dy * (b - a);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Uniform(shape), s.Uniform(s.Broadcastable(shape)), s.Uniform(s.Broadcastable(shape), -0.5, 1.5));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]), s.Uniform([]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2]).Lerp(Tensor.Zeros([3]), 0.5), typeof(ShapeException), "Lerp: shapes [2] and [3] do not broadcast: dim 0 is 2 against 3."),
        ];

        internal readonly struct Kernels : ITernaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T>
            {
                Vector<T> way = b - a;
                return Vector.ConditionalSelect(Vector.LessThan(c, Simd.Of<T>(0.5)), a + (c * way), b - (way * (Vector<T>.One - c)));
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Linear interpolation from this to end, x + weight · (end - x). PyTorch: torch.lerp.</summary>
        /// <param name="end">The value at weight 1.</param>
        /// <param name="weight">The way gone; broadcasts.</param>
        /// <returns>A variable of the broadcast shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · (1 - weight), dend = dy · weight, dweight = dy · (end - x). Saves what these read. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Lerp(Variable end, Variable weight) => Ops.Lerp.Instance.Apply(this, end, weight);

        /// <summary>Linear interpolation from this to end, x + weight · (end - x). PyTorch: torch.lerp.</summary>
        /// <param name="end">The value at weight 1.</param>
        /// <param name="weight">The way gone.</param>
        /// <returns>A variable of the broadcast shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · (1 - weight), dend = dy · weight. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Lerp(Variable end, double weight) => Lerp(end, ((Scalar)weight).Like(DType));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Lerp(Variable, Variable)"/>
        public Tensor Lerp(Tensor end, Tensor weight) => Ops.Lerp.Instance.Apply(this, end, weight);

        /// <inheritdoc cref="Variable.Lerp(Variable, double)"/>
        public Tensor Lerp(Tensor end, double weight) => Lerp(end, ((Scalar)weight).Like(DType));
    }
}
