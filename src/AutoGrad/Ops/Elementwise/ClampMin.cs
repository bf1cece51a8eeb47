using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>One tensor as bound. Unlike Maximum, a tie gives the whole cotangent to the clamped tensor.</summary>
    internal sealed record ClampMin : BinaryOp<ClampMin, ClampMin.Kernels>, IOp<ClampMin>
    {
        internal static readonly ClampMin Instance = new();

        protected internal override Saved Saves => Saved.A | Saved.B;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "at the bound the cotangent goes to the clamped tensor";

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => Where.Keep(a.Ge(b), dy);

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => Where.Keep(a.Lt(b), dy);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
            recorder.Order(Name, inputs[0], inputs[1]);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.AwayFromZero(shape, 1.2), s.Uniform(s.Broadcastable(shape), -1, 1));
            yield return new Sample(Instance, s.Distinct(shape), s.Distinct(s.Broadcastable(shape)).Add(0.15)) { Note = "the bound decides, element by element" };
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2]).ClampMin(Tensor.Zeros([3])), typeof(ShapeException), "ClampMin: shapes [2] and [3] do not broadcast: dim 0 is 2 against 3."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => default(Maximum.Kernels).Apply(a, b);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Raises each element to at least the given bounds, with broadcasting. PyTorch: torch.clamp_min.</summary>
        /// <param name="min">Lower bounds.</param>
        /// <returns>A variable of the broadcast shape and common dtype; NaN on either side gives NaN.</returns>
        /// <remarks>Derivative: dy to x inside and at the bound, else to the bound. Saves both. Kinks: the bound, where dy goes to x.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable ClampMin(Variable min) => Ops.ClampMin.Instance.Apply(this, min);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.ClampMin(Variable)"/>
        public Tensor ClampMin(Tensor min) => Ops.ClampMin.Instance.Apply(this, min);
    }
}
