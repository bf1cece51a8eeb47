using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Heaviside : BinaryOp<Heaviside, Heaviside.Kernels>, IOp<Heaviside>
    {
        internal static readonly Heaviside Instance = new();

        protected internal override Saved Saves => Saved.A;

        protected override bool AllowsBool => true;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "0 at the jump at 0";

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => Tensor.Zeros(dy.Shape, dy.DType);

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => Where.Keep(a.Eq(0), dy);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, inputs[0], 0);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.AwayFromZero(shape), s.Uniform(s.Broadcastable(shape)));
            yield return new Sample(Instance, s.Integers(shape, -1, 1).To(s.DType), s.Uniform(s.Broadcastable(shape))) { Constant = 1, Note = "zeros, where the values count" };
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2]).Heaviside(Tensor.Zeros([3])), typeof(ShapeException), "Heaviside: shapes [2] and [3] do not broadcast: dim 0 is 2 against 3."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> =>
                Vector.ConditionalSelect(Vector.Equals(a, Vector<T>.Zero), b, Vector.GreaterThan(a, Vector<T>.Zero) & Vector<T>.One);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise step: 0 below 0, 1 above, and a given value at 0. PyTorch: torch.heaviside.</summary>
        /// <param name="values">The values at 0; broadcasts.</param>
        /// <returns>A variable of the broadcast shape and common dtype; NaN gives 0.</returns>
        /// <remarks>Derivative: zero for x, dy to values where x is 0. Saves x. Kinks: the jump at 0, where the derivative is 0.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Heaviside(Variable values) => Ops.Heaviside.Instance.Apply(this, values);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Heaviside(Variable)"/>
        public Tensor Heaviside(Tensor values) => Ops.Heaviside.Instance.Apply(this, values);
    }
}
