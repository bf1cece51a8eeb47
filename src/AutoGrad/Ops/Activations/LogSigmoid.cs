using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>log σ(x), without overflow.</summary>
internal sealed record LogSigmoid : UnaryOp<LogSigmoid, LogSigmoid.Kernels>, IOp<LogSigmoid>
{
    internal static readonly LogSigmoid Instance = new();

    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (-x).Sigmoid();

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape(), -3, 3)), new(Instance, s.Uniform([0, 2]))];

    internal readonly struct Kernels : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => -VectorMath.Softplus(-x);

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> => dy * VectorMath.Sigmoid(-x);
    }
}
