using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Fmax : BinaryOp<Fmax, Fmax.Kernels>, IOp<Fmax>
    {
        internal static readonly Fmax Instance = new();

        protected internal override Saved Saves => Saved.A | Saved.B;

        protected override bool AllowsBool => true;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "ties give the cotangent to the first operand";

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => Where.Keep(a.Ge(b).LogicalOr(b.IsNaN()), dy);

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => Where.Drop(a.Ge(b).LogicalOr(b.IsNaN()), dy);

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
            new(() => Tensor.Zeros([2, 3]).Fmax(Tensor.Zeros([4])), typeof(ShapeException), "Fmax: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>
            {
                Vector<T> left = Vector.GreaterThanOrEqual(a, b) | ~Vector.Equals(b, b);
                return Vector.ConditionalSelect(left, a, b);
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise larger of two; a NaN gives way to the number on the other side. PyTorch: torch.fmax.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: dy to the larger side. Saves a and b. Kinks: ties, where the first operand gets all.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Fmax(Variable other) => Ops.Fmax.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Fmax(Variable)"/>
        public Tensor Fmax(Tensor other) => Ops.Fmax.Instance.Apply(this, other);
    }
}
