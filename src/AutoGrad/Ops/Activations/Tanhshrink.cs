using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>x - tanh x.</summary>
internal sealed record Tanhshrink : UnaryOp<Tanhshrink, Tanhshrink.Kernels>, IOp<Tanhshrink>
{
    internal static readonly Tanhshrink Instance = new();

    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected override Variable Pullback(Variable dy, Variable x, Variable y)
    {
        Variable t = x.Tanh();
        return dy * (t * t);
    }

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape(), -3, 3)), new(Instance, s.Uniform([0, 2]))];

    internal readonly struct Kernels : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => x - VectorMath.Tanh(x);

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> t = VectorMath.Tanh(x);
            return dy * (t * t);
        }
    }
}
