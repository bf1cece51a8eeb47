using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>exp(-x²).</summary>
internal sealed record Gaussian : UnaryOp<Gaussian, Gaussian.Kernels>, IOp<Gaussian>
{
    internal static readonly Gaussian Instance = new();

    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * ((-(x * x)).Exp() * x * -2);

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape(), -3, 3)), new(Instance, s.Uniform([0, 2]))];

    internal readonly struct Kernels : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => VectorMath.Exp(-(x * x));

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => dy * VectorMath.Exp(-(x * x)) * (x * Simd.Of<T>(-2));
    }
}
