using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>x above the limit, a value elsewhere.</summary>
internal sealed record Threshold(double Limit, double Value) : UnaryOp<Threshold, Threshold.Kernels>, IOp<Threshold>
{
    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "0 at the limit; NaN passes the cotangent on";

    protected override Kernels Kernel => new(Limit, Value);

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => Where.Drop(x.Le(Limit), dy);

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, inputs[0], Limit);

    public static IEnumerable<Sample> Samples(Sampler s) =>
    [
        new(new Threshold(0.1, 20), s.AwayFromZero(s.Shape())),
        new(new Threshold(0.1, 20), s.Uniform([0, 2])),
    ];

    internal readonly struct Kernels(double limit, double value) : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> =>
            Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Simd.Of<T>(limit)), Simd.Of<T>(value), x);

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => Vector.AndNot(dy, Vector.LessThanOrEqual(x, Simd.Of<T>(limit)));
    }
}
