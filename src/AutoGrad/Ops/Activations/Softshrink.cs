using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>x - lambda above lambda, x + lambda below -lambda, 0 between.</summary>
internal sealed record Softshrink(double Lambda) : UnaryOp<Softshrink, Softshrink.Kernels>, IOp<Softshrink>
{
    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "0 at ±lambda; NaN passes the cotangent on";

    protected override Kernels Kernel => new(Lambda);

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        Lambda >= 0 ? base.Infer(inputs) : throw Errors.Argument(Name, $"lambda {Lambda} is negative. Pass 0 or more.");

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => Where.Drop(x.Ge(-Lambda).LogicalAnd(x.Le(Lambda)), dy);

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => Bounds(Name, inputs[0], Lambda, recorder);

    internal static void Bounds(string op, Tensor x, double lambda, PieceRecorder recorder)
    {
        recorder.Threshold(op, x, -lambda);
        recorder.Threshold(op, x, lambda);
    }

    public static IEnumerable<Sample> Samples(Sampler s) =>
    [
        new(new Softshrink(0.5), s.Uniform(s.Shape(), -0.4, 0.4)),
        new(new Softshrink(0.5), s.AwayFromZero(s.Shape(), 0.6)),
        new(new Softshrink(0.5), s.Distinct(s.Shape(1), 0.35)) { Note = "both sides of the thresholds" },
        new(new Softshrink(0.5), s.Uniform([0, 2])),
    ];

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new Softshrink(-1).Apply(Tensor.Zeros([2])), typeof(ArgumentException), "Softshrink: lambda -1 is negative. Pass 0 or more."),
    ];

    internal readonly struct Kernels(double lambda) : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> shift = Simd.Of<T>(lambda);
            return Simd.Keep(Vector.GreaterThan(x, shift), x - shift) | Simd.Keep(Vector.LessThan(x, -shift), x + shift);
        }

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> =>
            Vector.AndNot(dy, Vector.GreaterThanOrEqual(x, Simd.Of<T>(-lambda)) & Vector.LessThanOrEqual(x, Simd.Of<T>(lambda)));
    }
}
