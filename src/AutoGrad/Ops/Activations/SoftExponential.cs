using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>-log(1 - α (x + α)) / α for α below 0, x for α = 0, (exp(α x) - 1) / α + α above.</summary>
internal sealed record SoftExponential(double Alpha) : UnaryOp<SoftExponential, SoftExponential.Kernels>, IOp<SoftExponential>
{
    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected override Kernels Kernel => new(Alpha);

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => Alpha >= 0 ? dy * (x * Alpha).Exp() : dy / (1 - (x + Alpha) * Alpha);

    public static IEnumerable<Sample> Samples(Sampler s) =>
    [
        new(new SoftExponential(0), s.Uniform(s.Shape())),
        new(new SoftExponential(0.4), s.Uniform(s.Shape())),
        new(new SoftExponential(-0.4), s.Uniform(s.Shape(), -1, 2)),
        new(new SoftExponential(0), s.Uniform([0, 2])),
    ];

    internal readonly struct Kernels(double alpha) : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> a = Simd.Of<T>(alpha);
            return alpha == 0 ? x
                : alpha > 0 ? (VectorMath.Expm1(a * x) / a) + a
                : -VectorMath.Log1p(-(a * (x + a))) / a;
        }

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> a = Simd.Of<T>(alpha);
            return alpha >= 0 ? dy * VectorMath.Exp(a * x) : dy / (Vector<T>.One - (a * (x + a)));
        }
    }
}
