using System.Numerics;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>GELU by its tanh approximation, x / 2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), which is x times the sigmoid of twice that argument: so nothing cancels for x &lt; 0.</summary>
internal sealed record GeluTanh : UnaryOp<GeluTanh, GeluTanh.Kernels>, IOp<GeluTanh>
{
    /// <summary>2 √(2/π).</summary>
    private const double Slope = 1.5957691216057308;

    private const double Cubic = 0.044715;

    internal static readonly GeluTanh Instance = new();

    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected override Variable Pullback(Variable dy, Variable x, Variable y)
    {
        Variable square = x * x, s = ((square * (Slope * Cubic) + Slope) * x).Sigmoid();
        return dy * (s * ((1 - s) * (x * (square * (3 * Slope * Cubic) + Slope)) + 1));
    }

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape(), -3, 3)), new(Instance, s.Uniform([0, 2]))];

    internal readonly struct Kernels : IUnaryKernel
    {
        public static bool IsWide => true;

        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.GeluTanh(x);

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.GeluTanhGrad(dy, x);

        public Vector512<float> Apply(Vector512<float> x) => WideMath.GeluTanh(x);

        public Vector512<float> Grad(Vector512<float> dy, Vector512<float> x) => WideMath.GeluTanhGrad(dy, x);
    }
}
