using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>x outside [-lambda, lambda], 0 inside.</summary>
internal sealed record Hardshrink(double Lambda) : UnaryOp<Hardshrink, Hardshrink.Kernels>, IOp<Hardshrink>
{
    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "0 at ±lambda; NaN passes the cotangent on";

    protected override Kernels Kernel => new(Lambda);

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => Where.Drop(x.Ge(-Lambda).LogicalAnd(x.Le(Lambda)), dy);

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
        Softshrink.Bounds(Name, inputs[0], Lambda, recorder);

    public static IEnumerable<Sample> Samples(Sampler s) =>
    [
        new(new Hardshrink(0.5), s.Uniform(s.Shape(), -0.4, 0.4)),
        new(new Hardshrink(0.5), s.AwayFromZero(s.Shape(), 0.6)),
        new(new Hardshrink(0.5), s.Distinct(s.Shape(1), 0.35)) { Note = "both sides of the thresholds" },
        new(new Hardshrink(0.5), s.Uniform([0, 2])),
    ];

    internal readonly struct Kernels(double lambda) : IUnaryKernel
    {
        private Vector<T> Inside<T>(Vector<T> x) where T : unmanaged, INumber<T> =>
            Vector.GreaterThanOrEqual(x, Simd.Of<T>(-lambda)) & Vector.LessThanOrEqual(x, Simd.Of<T>(lambda));

        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Vector.AndNot(x, Inside(x));

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => Vector.AndNot(dy, Inside(x));
    }
}
