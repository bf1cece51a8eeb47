using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>Numbers as bounds; where the lower is above the upper, the upper wins.</summary>
    internal sealed record Clamp(Scalar? Min, Scalar? Max) : UnaryOp<Clamp, Clamp.Kernels>, IOp<Clamp>
    {
        protected internal override Promotion Promotion => Promotion.None;

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "1 at the bounds; 0 for NaN";

        protected override Kernels Kernel => new(Min, Max);

        /// <summary>The tensor in the dtype that both bounds ask for.</summary>
        internal Variable Bring(Variable x)
        {
            x = Min is { } min ? min.Bring(x) : x;
            return Max is { } max ? max.Bring(x) : x;
        }

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
            Min is null && Max is null ? throw Errors.Argument(Name, "neither min nor max is given. Pass at least one.") : base.Infer(inputs);

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => (Min, Max) switch
        {
            ({ } min, { } max) => Where.Keep(x.Ge(min).LogicalAnd(x.Le(max)), dy),
            ({ } min, null) => Where.Keep(x.Ge(min), dy),
            (_, { } max) => Where.Keep(x.Le(max), dy),
            _ => dy,
        };

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
        {
            if (Min is { } min)
            {
                recorder.Threshold(Name, inputs[0], min.ToDouble());
            }

            if (Max is { } max)
            {
                recorder.Threshold(Name, inputs[0], max.ToDouble());
            }
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new Clamp(-0.52, 1.07), s.Uniform(s.Shape()));
            yield return new Sample(new Clamp(-0.5, null), s.AwayFromZero(s.Shape(), 0.6));
            yield return new Sample(new Clamp(null, 0.5), s.AwayFromZero(s.Shape(), 0.6));
            yield return new Sample(new Clamp(-0.52, 1.07), s.Uniform([0, 2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2]).Clamp(min: default(Scalar?)), typeof(ArgumentException), "Clamp: neither min nor max is given. Pass at least one."),
            new(() => new Clamp(0, 1).Apply(Tensor.Zeros([2], DType.Bool)), typeof(DTypeException), "Clamp: is not defined on Bool."),
        ];

        internal readonly struct Kernels(Scalar? min, Scalar? max) : IUnaryKernel
        {
            private readonly Scalar _low = min ?? 0;
            private readonly Scalar _high = max ?? 0;
            private readonly bool _hasLow = min is not null;
            private readonly bool _hasHigh = max is not null;

            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
            {
                // Comparisons are false for NaN, so NaN elements stay, and a NaN bound bounds nothing, as in PyTorch.
                Vector<T> low = Simd.Of<T>(_low), high = Simd.Of<T>(_high);
                x = _hasLow ? Vector.ConditionalSelect(Vector.LessThan(x, low), low, x) : x;
                return _hasHigh ? Vector.ConditionalSelect(Vector.GreaterThan(x, high), high, x) : x;
            }

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
            {
                dy = _hasLow ? Simd.Keep(Vector.GreaterThanOrEqual(x, Simd.Of<T>(_low)), dy) : dy;
                return _hasHigh ? Simd.Keep(Vector.LessThanOrEqual(x, Simd.Of<T>(_high)), dy) : dy;
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Limits each element to [min, max]; max wins where min is above it. PyTorch: torch.clamp.</summary>
        /// <param name="min">Lower bound; null for none.</param>
        /// <param name="max">Upper bound; null for none.</param>
        /// <returns>A variable of this shape; integers meet a real bound as Float32. NaN stays NaN, a NaN bound bounds nothing.</returns>
        /// <remarks>Derivative: dy inside and at the bounds, zero outside and for NaN. Saves x. Kinks: the bounds, where the derivative is 1.</remarks>
        /// <exception cref="ArgumentException">Neither bound is given.</exception>
        /// <exception cref="DTypeException">The variable is Bool and no real bound converts it.</exception>
        public Variable Clamp(Scalar? min = null, Scalar? max = null)
        {
            var op = new Ops.Clamp(min, max);
            return op.Apply(op.Bring(this));
        }

        /// <summary>Raises each element to at least min. PyTorch: torch.clamp_min.</summary>
        /// <param name="min">Lower bound.</param>
        /// <returns>A variable of this shape.</returns>
        /// <remarks>Derivative: dy at and above the bound, zero below. Saves x. Kinks: the bound, where the derivative is 1.</remarks>
        public Variable ClampMin(Scalar min) => Clamp(min, null);

        /// <summary>Lowers each element to at most max. PyTorch: torch.clamp_max.</summary>
        /// <param name="max">Upper bound.</param>
        /// <returns>A variable of this shape.</returns>
        /// <remarks>Derivative: dy at and below the bound, zero above. Saves x. Kinks: the bound, where the derivative is 1.</remarks>
        public Variable ClampMax(Scalar max) => Clamp(null, max);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Clamp(Scalar?, Scalar?)"/>
        public Tensor Clamp(Scalar? min = null, Scalar? max = null)
        {
            var op = new Ops.Clamp(min, max);
            return op.Apply(op.Bring(this).Data);
        }

        /// <inheritdoc cref="Variable.ClampMin(Scalar)"/>
        public Tensor ClampMin(Scalar min) => Clamp(min, null);

        /// <inheritdoc cref="Variable.ClampMax(Scalar)"/>
        public Tensor ClampMax(Scalar max) => Clamp(null, max);
    }
}
