using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Maximum : BinaryOp<Maximum, Maximum.Kernels>, IOp<Maximum>
    {
        internal static readonly Maximum Instance = new();

        protected internal override Saved Saves => Saved.A | Saved.B;

        protected override bool AllowsBool => true;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "ties share the cotangent: half to each side; where a side is NaN both get it whole";

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => TieShare.OfMaximum.Apply(dy, a, b);

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => TieShare.OfMaximum.Apply(dy, b, a);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
            recorder.Order(Name, inputs[0], inputs[1]);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            Tensor a = s.Uniform(shape);
            yield return new Sample(Instance, a, a.Add(s.AwayFromZero(shape)));
            yield return new Sample(Instance, s.Uniform(shape), s.AwayFromZero(s.Broadcastable(shape), 2.1, 3));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Maximum(Tensor.Zeros([4])), typeof(ShapeException), "Maximum: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>
            {
                // Comparisons with NaN are false: a NaN on the right is taken as b, one on the left is named.
                Vector<T> left = Vector.GreaterThan(a, b) | ~Vector.Equals(a, a);
                return Vector.ConditionalSelect(left, a, b);
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise larger of two, NaN if a side is NaN. PyTorch: torch.maximum.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: dy to the larger side. Saves a and b. Kinks: ties, where each side gets half.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Maximum(Variable other) => Ops.Maximum.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Maximum(Variable)"/>
        public Tensor Maximum(Tensor other) => Ops.Maximum.Instance.Apply(this, other);
    }
}
