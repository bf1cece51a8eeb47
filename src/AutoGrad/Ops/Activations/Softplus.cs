using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>log(1 + exp(beta · x)) / beta, and x itself where beta · x is above the threshold.</summary>
internal sealed record Softplus(double Beta, double Threshold) : UnaryOp<Softplus, Softplus.Kernels>, IOp<Softplus>
{
    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "the slope σ(threshold) of the smooth piece at the threshold";

    protected override Kernels Kernel => new(Beta, Threshold);

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        Beta != 0 ? base.Infer(inputs) : throw Errors.Argument(Name, "beta is 0. Pass another number.");

    protected override Variable Pullback(Variable dy, Variable x, Variable y)
    {
        Variable scaled = x * Beta;
        return Where.Of(scaled.Gt(Threshold), dy, dy * scaled.Sigmoid());
    }

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
        recorder.Threshold(Name, inputs[0].To(DType.Float64).Mul(Beta), Threshold);

    public static IEnumerable<Sample> Samples(Sampler s) =>
    [
        new(new Softplus(1, 20), s.Uniform(s.Shape(), -3, 3)),
        new(new Softplus(2, 3), s.Uniform(s.Shape(), -1, 1.4)),
        new(new Softplus(2, 3), s.Uniform(s.Shape(), 1.6, 2)),
        new(new Softplus(1, 20), s.Uniform([0, 2])),
    ];

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new Softplus(0, 20).Apply(Tensor.Zeros([2])), typeof(ArgumentException), "Softplus: beta is 0. Pass another number."),
    ];

    internal readonly struct Kernels(double beta, double threshold) : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> scaled = x * Simd.Of<T>(beta);
            return Vector.ConditionalSelect(Vector.GreaterThan(scaled, Simd.Of<T>(threshold)), x, VectorMath.Softplus(scaled) / Simd.Of<T>(beta));
        }

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> scaled = x * Simd.Of<T>(beta);
            return dy * Vector.ConditionalSelect(Vector.GreaterThan(scaled, Simd.Of<T>(threshold)), Vector<T>.One, VectorMath.Sigmoid(scaled));
        }
    }
}
