using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>y = a number / x, the operator with a number on its left.</summary>
internal sealed record Rdiv(Scalar Other) : UnaryOp<Rdiv, Rdiv.Kernels>, IOp<Rdiv>
{
    protected internal override Promotion Promotion => Promotion.Float;

    protected internal override Saved Saves => Saved.X | Saved.Output;

    protected override Saved GradReads => Saved.X;

    protected override Kernels Kernel => new(Other);

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => -(dy * y / x);

    public static IEnumerable<Sample> Samples(Sampler s) =>
    [
        new(new Rdiv(1.5), s.AwayFromZero(s.Shape())),
        new(new Rdiv(1.5), s.Uniform([0, 2])),
    ];

    internal readonly struct Kernels(Scalar other) : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Simd.Of<T>(other) / x;

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => -(dy * (Simd.Of<T>(other) / x) / x);
    }
}
