using System.Numerics;
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

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (((x * RootHalf).Erf() + 1) * 0.5 + x * ((x * x * -0.5).Exp() * Density));

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape(), -3, 3)), new(Instance, s.Uniform([0, 2]))];

    internal readonly struct Kernels : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> =>
            x * Simd.Of<T>(0.5) * (Vector<T>.One + VectorMath.Erf(x * Simd.Of<T>(RootHalf)));

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> below = Simd.Of<T>(0.5) * (Vector<T>.One + VectorMath.Erf(x * Simd.Of<T>(RootHalf)));
            return dy * (below + (x * VectorMath.Exp(x * x * Simd.Of<T>(-0.5)) * Simd.Of<T>(Density)));
        }
    }
}
