using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>min(max(x, low), high) with tensors as bounds.</summary>
    internal sealed record ClampTensors : TernaryOp<ClampTensors, ClampTensors.Kernels>, IOp<ClampTensors>
    {
        internal static readonly ClampTensors Instance = new();

        public override string Name => "Clamp";

        protected internal override Saved Saves => Saved.A | Saved.B | Saved.C;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "at a bound the cotangent goes to the clamped tensor";

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable c) => Where.Keep(a.Ge(b).LogicalAnd(a.Le(c)), dy);

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable c) => Where.Keep(a.Lt(b).LogicalAnd(b.Lt(c)), dy);

        protected override Variable PullbackC(Variable dy, Variable a, Variable b, Variable c) => Where.Keep(a.Gt(c).LogicalOr(c.Lt(b)), dy);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
        {
            recorder.Order(Name, inputs[0], inputs[1]);
            recorder.Order(Name, inputs[0], inputs[2]);
            recorder.Order(Name, inputs[1], inputs[2]);
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.AwayFromZero(shape, 1.2), s.Uniform(s.Broadcastable(shape), -1, -0.4), s.Uniform(s.Broadcastable(shape), 0.4, 1));
            yield return new Sample(Instance, s.Uniform(shape, -0.3, 0.3), s.Uniform(s.Broadcastable(shape), -1, -0.4), s.Uniform(s.Broadcastable(shape), 0.4, 1));
            yield return new Sample(Instance, s.Distinct(shape, 0.6), s.Distinct(shape, 0.6).Add(0.2), s.Distinct(s.Broadcastable(shape), 0.6).Add(0.4))
            {
                Note = "the bounds decide, element by element",
            };
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]), s.Uniform([]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2]).Clamp(Tensor.Zeros([3]), Tensor.Zeros([2])), typeof(ShapeException), "Clamp: shapes [2] and [3] do not broadcast: dim 0 is 2 against 3."),
        ];

        internal readonly struct Kernels : ITernaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T> =>
                default(Minimum.Kernels).Apply(default(Maximum.Kernels).Apply(a, b), c);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Limits each element to [min, max], tensors that broadcast; max wins where min is above it. PyTorch: torch.clamp.</summary>
        /// <param name="min">Lower bounds; null for none.</param>
        /// <param name="max">Upper bounds; null for none.</param>
        /// <returns>A variable of the broadcast shape and common dtype; NaN anywhere gives NaN.</returns>
        /// <remarks>Derivative: dy to x inside and at the bounds, else to the bound that holds. Saves all three. Kinks: the bounds, where dy goes to x.</remarks>
        /// <exception cref="ArgumentException">Neither bound is given.</exception>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Clamp(Variable? min, Variable? max) => (min, max) switch
        {
            ({ } low, { } high) => Ops.ClampTensors.Instance.Apply(this, low, high),
            ({ } low, null) => Ops.ClampMin.Instance.Apply(this, low),
            (null, { } high) => Ops.ClampMax.Instance.Apply(this, high),
            _ => Clamp(default(Scalar?), default(Scalar?)),
        };
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Clamp(Variable?, Variable?)"/>
        public Tensor Clamp(Tensor? min, Tensor? max) => (min, max) switch
        {
            ({ } low, { } high) => Ops.ClampTensors.Instance.Apply(this, low, high),
            ({ } low, null) => Ops.ClampMin.Instance.Apply(this, low),
            (null, { } high) => Ops.ClampMax.Instance.Apply(this, high),
            _ => Clamp(default(Scalar?), default(Scalar?)),
        };
    }
}
