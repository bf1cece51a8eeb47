using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>(√(x² + 1) - 1) / 2 + x.</summary>
internal sealed record BentIdentity : UnaryOp<BentIdentity, BentIdentity.Kernels>, IOp<BentIdentity>
{
    internal static readonly BentIdentity Instance = new();

    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (x * (x * x + 1).Rsqrt() * 0.5 + 1);

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape(), -3, 3)), new(Instance, s.Uniform([0, 2]))];

    internal readonly struct Kernels : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
        {
            // √(x² + 1) - 1 = x · x / (√(x² + 1) + 1) loses nothing next to 0; where x² overflows it is |x|.
            Vector<T> size = Vector.Abs(x), root = Vector.SquareRoot((x * x) + Vector<T>.One);
            Vector<T> rise = Vector.ConditionalSelect(Vector.IsInfinity(root), size, size * (size / (root + Vector<T>.One)));
            return (rise * Simd.Of<T>(0.5)) + x;
        }

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> root = Vector.SquareRoot((x * x) + Vector<T>.One);
            Vector<T> slope = Vector.ConditionalSelect(Vector.IsInfinity(root), Simd.CopySign(Vector<T>.One, x), x / root);
            return dy * ((slope * Simd.Of<T>(0.5)) + Vector<T>.One);
        }
    }
}
