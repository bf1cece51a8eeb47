using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>x / (1 + |x|).</summary>
internal sealed record Softsign : UnaryOp<Softsign, Softsign.Kernels>, IOp<Softsign>
{
    internal static readonly Softsign Instance = new();

    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "1 at 0, where it is smooth; the second derivative jumps there and is 0";

    protected override Variable Pullback(Variable dy, Variable x, Variable y)
    {
        Variable below = x.Abs() + 1;
        return dy / (below * below);
    }

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, inputs[0], 0);

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.AwayFromZero(s.Shape())), new(Instance, s.Uniform([0, 2]))];

    internal readonly struct Kernels : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => x / (Vector<T>.One + Vector.Abs(x));

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> below = Vector<T>.One + Vector.Abs(x);
            return dy / (below * below);
        }
    }
}
