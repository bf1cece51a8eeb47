using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>x limited to [min, max].</summary>
internal sealed record Hardtanh(double Min, double Max) : UnaryOp<Hardtanh, Hardtanh.Kernels>, IOp<Hardtanh>
{
    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "0 at both bounds; NaN passes the cotangent on";

    protected override Kernels Kernel => new(Min, Max);

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        Min <= Max ? base.Infer(inputs) : throw Errors.Argument(Name, $"min {Min} is above max {Max}. Exchange them.");

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => Where.Drop(x.Le(Min).LogicalOr(x.Ge(Max)), dy);

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
    {
        recorder.Threshold(Name, inputs[0], Min);
        recorder.Threshold(Name, inputs[0], Max);
    }

    public static IEnumerable<Sample> Samples(Sampler s) =>
    [
        new(new Hardtanh(-1, 1), s.Uniform(s.Shape(), -0.9, 0.9)),
        new(new Hardtanh(-1, 1), s.AwayFromZero(s.Shape(), 1.2)),
        new(new Hardtanh(-0.6, 0.6), s.Distinct(s.Shape(1), 0.4)) { Note = "both sides of the bounds" },
        new(new Hardtanh(0, 6), s.Uniform(s.Shape(), 0.2, 5)),
        new(new Hardtanh(-1, 1), s.Uniform([0, 2])),
    ];

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new Hardtanh(1, -1).Apply(Tensor.Zeros([2])), typeof(ArgumentException), "Hardtanh: min 1 is above max -1. Exchange them."),
    ];

    internal readonly struct Kernels(double min, double max) : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> low = Simd.Of<T>(min), high = Simd.Of<T>(max);
            x = Vector.ConditionalSelect(Vector.LessThan(x, low), low, x);
            return Vector.ConditionalSelect(Vector.GreaterThan(x, high), high, x);
        }

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> =>
            Vector.AndNot(dy, Vector.LessThanOrEqual(x, Simd.Of<T>(min)) | Vector.GreaterThanOrEqual(x, Simd.Of<T>(max)));
    }
}
