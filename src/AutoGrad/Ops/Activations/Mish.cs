using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>x · tanh(log(1 + eˣ)).</summary>
internal sealed record Mish : UnaryOp<Mish, Mish.Kernels>, IOp<Mish>
{
    internal static readonly Mish Instance = new();

    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected override Variable Pullback(Variable dy, Variable x, Variable y)
    {
        Variable gate = (-LogSigmoid.Instance.Apply(-x)).Tanh();
        return dy * (gate + x * x.Sigmoid() * (1 - gate * gate));
    }

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape(), -3, 3)), new(Instance, s.Uniform([0, 2]))];

    internal readonly struct Kernels : IUnaryKernel
    {
        /// <summary>tanh(log(1 + e)) = e (e + 2) / (e (e + 2) + 2) for e = exp x; above 20 it is 1 in Float64 too, and e² would overflow later.</summary>
        private static Vector<T> Gate<T>(Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> limit = Simd.Of<T>(20), two = Simd.Of<T>(2);
            Vector<T> e = VectorMath.Exp(Vector.ConditionalSelect(Vector.GreaterThan(x, limit), limit, x)), n = e * (e + two);
            return n / (n + two);
        }

        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => x * Gate(x);

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> gate = Gate(x);
            return dy * (gate + (x * VectorMath.Sigmoid(x) * (Vector<T>.One - (gate * gate))));
        }
    }
}
