using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>scale · x above 0, scale · alpha · (exp(inputScale · x) - 1) elsewhere: ELU, and with other factors SELU and CELU.</summary>
internal sealed record Elu(double Alpha, double Scale, double InputScale) : UnaryOp<Elu, Elu.Kernels>, IOp<Elu>
{
    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "the slope of the exponential piece at 0, scale · alpha · inputScale";

    protected override Kernels Kernel => new(Alpha, Scale, InputScale);

    protected override Variable Pullback(Variable dy, Variable x, Variable y) =>
        Where.Of(x.Le(0), dy * ((x.ClampMax(0) * InputScale).Exp() * (InputScale * Alpha * Scale)), dy * Scale);

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, inputs[0], 0);

    public static IEnumerable<Sample> Samples(Sampler s) =>
    [
        new(new Elu(1, 1, 1), s.AwayFromZero(s.Shape())),
        new(new Elu(1.5, 1.1, 0.5), s.AwayFromZero(s.Shape())),
        new(new Elu(1, 1, 1), s.Uniform([0, 2])),
    ];

    internal readonly struct Kernels(double alpha, double scale, double inputScale) : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> low = VectorMath.Expm1(x * Simd.Of<T>(inputScale)) * Simd.Of<T>(alpha * scale);
            return Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<T>.Zero), low, x * Simd.Of<T>(scale));
        }

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> low = VectorMath.Exp(x * Simd.Of<T>(inputScale)) * Simd.Of<T>(inputScale * alpha * scale);
            return dy * Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<T>.Zero), low, Simd.Of<T>(scale));
        }
    }
}
