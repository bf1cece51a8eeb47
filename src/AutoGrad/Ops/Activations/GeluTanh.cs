using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>GELU by its tanh approximation, x / 2 · (1 + tanh(√(2/π) (x + 0.044715 x³))).</summary>
internal sealed record GeluTanh : UnaryOp<GeluTanh, GeluTanh.Kernels>, IOp<GeluTanh>
{
    /// <summary>√(2/π).</summary>
    private const double Slope = 0.7978845608028654;

    private const double Cubic = 0.044715;

    internal static readonly GeluTanh Instance = new();

    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected override Variable Pullback(Variable dy, Variable x, Variable y)
    {
        Variable square = x * x, t = ((x * square * Cubic + x) * Slope).Tanh();
        return dy * ((t + 1 + x * (1 - t * t) * ((square * (3 * Cubic) + 1) * Slope)) * 0.5);
    }

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape(), -3, 3)), new(Instance, s.Uniform([0, 2]))];

    internal readonly struct Kernels : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> inner = Simd.Of<T>(Slope) * (x + (Simd.Of<T>(Cubic) * (x * x * x)));
            return Simd.Of<T>(0.5) * x * (Vector<T>.One + VectorMath.Tanh(inner));
        }

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> square = x * x, one = Vector<T>.One;
            Vector<T> t = VectorMath.Tanh(Simd.Of<T>(Slope) * (x + (Simd.Of<T>(Cubic) * (square * x))));
            Vector<T> inner = Simd.Of<T>(Slope) * (one + (Simd.Of<T>(3 * Cubic) * square));
            return dy * Simd.Of<T>(0.5) * (one + t + (x * (one - (t * t)) * inner));
        }
    }
}
