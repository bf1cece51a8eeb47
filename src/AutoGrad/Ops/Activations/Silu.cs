using System.Numerics;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>x · σ(x).</summary>
internal sealed record Silu : UnaryOp<Silu, Silu.Kernels>, IOp<Silu>
{
    internal static readonly Silu Instance = new();

    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected override Variable Pullback(Variable dy, Variable x, Variable y)
    {
        Variable s = x.Sigmoid();
        return dy * (s * ((1 - s) * x + 1));
    }

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape(), -3, 3)), new(Instance, s.Uniform([0, 2]))];

    internal readonly struct Kernels : IUnaryKernel
    {
        public static bool IsWide => true;

        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => x * VectorMath.Sigmoid(x);

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> s = VectorMath.Sigmoid(x);
            return dy * s * (Vector<T>.One + (x * (Vector<T>.One - s)));
        }

        public Vector512<float> Apply(Vector512<float> x) => x * WideMath.Sigmoid(x);

        public Vector512<float> Grad(Vector512<float> dy, Vector512<float> x)
        {
            Vector512<float> s = WideMath.Sigmoid(x);
            return dy * s * (Vector512<float>.One + (x * (Vector512<float>.One - s)));
        }
    }
}
