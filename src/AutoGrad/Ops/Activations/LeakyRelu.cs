using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>x above 0, slope · x elsewhere.</summary>
internal sealed record LeakyRelu(double Slope) : UnaryOp<LeakyRelu, LeakyRelu.Kernels>, IOp<LeakyRelu>
{
    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "the slope at 0; also for NaN";

    protected override Kernels Kernel => new(Slope);

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => Where.Of(x.Gt(0), dy, dy * Slope);

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, inputs[0], 0);

    public static IEnumerable<Sample> Samples(Sampler s) =>
    [
        new(new LeakyRelu(0.01), s.AwayFromZero(s.Shape())),
        new(new LeakyRelu(0.2), s.AwayFromZero(s.Shape())),
        new(new LeakyRelu(0.01), s.Uniform([0, 2])),
    ];

    internal readonly struct Kernels(double slope) : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), x, x * Simd.Of<T>(slope));

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), dy, dy * Simd.Of<T>(slope));
    }
}
