using System.Numerics;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>x · Φ(x), with the normal distribution function.</summary>
internal sealed record Gelu : UnaryOp<Gelu, Gelu.Kernels>, IOp<Gelu>
{
    private const double RootHalf = 0.7071067811865476;

    /// <summary>1 / √(2π).</summary>
    private const double Density = 0.3989422804014327;

    internal static readonly Gelu Instance = new();

    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    /// <summary>Φ(x) is taken from its tail, since 1 + erf has no digits left far below 0.</summary>
    protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * ((x * -RootHalf).Erfc() * 0.5 + x * ((x * x * -0.5).Exp() * Density));

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape(), -3, 3)), new(Instance, s.Uniform([0, 2]))];

    internal readonly struct Kernels : IUnaryKernel
    {
        public static bool IsWide => true;

        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Gelu(x);

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.GeluGrad(dy, x);

        public Vector512<float> Apply(Vector512<float> x) => WideMath.Gelu(x);

        public Vector512<float> Grad(Vector512<float> dy, Vector512<float> x) => WideMath.GeluGrad(dy, x);
    }
}
