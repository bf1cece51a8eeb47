using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The quotient rounded towards zero.</summary>
internal sealed record TruncDivide : BinaryOp<TruncDivide, TruncDivide.Kernels>, IOp<TruncDivide>
{
    internal static readonly TruncDivide Instance = new();

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "0 at the jumps where a / b is an integer";

    protected internal override void Forward(in KernelContext context)
    {
        IntegerDivisor.RefuseZero(Name, context.In(1));
        base.Forward(context);
    }

    protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => Tensor.Zeros(dy.Shape, dy.DType);

    protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => Tensor.Zeros(dy.Shape, dy.DType);

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
        recorder.Integers(Name, inputs[0].Div(inputs[1]));

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape shape = s.Shape();
        yield return new Sample(Instance, s.Uniform(shape, 1.1, 1.9), s.Uniform(s.Broadcastable(shape), 0.96, 1.04));
        yield return new Sample(Instance, s.Uniform(shape, -0.9, -0.1), s.Uniform(s.Broadcastable(shape), 1.1, 1.9));
        yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => Tensor.Zeros([2, 3]).Div(Tensor.Zeros([4]), RoundingMode.Trunc), typeof(ShapeException), "TruncDivide: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        new(() => Tensor.From(4L, 5L).Div(Tensor.From(2L, 0L), RoundingMode.Trunc), typeof(DivideByZeroException), "TruncDivide: element 1 of the Int64 divisor is 0."),
    ];

    internal readonly struct Kernels : IBinaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> =>
            Simd.IsFloat<T>() ? Simd.Truncate(a / b) : Simd.Map<Quotient, T>(a, b);
    }
}
