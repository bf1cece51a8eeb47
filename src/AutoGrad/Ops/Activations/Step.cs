using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>1 from 0 on, 0 below: the binary step.</summary>
internal sealed record Step : UnaryOp<Step, Step.Kernels>, IOp<Step>
{
    internal static readonly Step Instance = new();

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "0 at the jump at 0";

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => Tensor.Zeros(dy.Shape, dy.DType);

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, inputs[0], 0);

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.AwayFromZero(s.Shape())), new(Instance, s.Uniform([0, 2]))];

    internal readonly struct Kernels : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Vector.GreaterThanOrEqual(x, Vector<T>.Zero) & Vector<T>.One;
    }
}
