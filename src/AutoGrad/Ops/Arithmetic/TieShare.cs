using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The part of dy that goes to the first operand of a maximum (Larger) or minimum: dy where it wins or a side is NaN, half at a tie, else 0. One pass.</summary>
/// <remarks>Linear in dy and constant in between ties, so it is its own adjoint in dy and has no derivative in a and b.</remarks>
internal sealed record TieShare(bool Larger) : TernaryOp<TieShare, TieShare.Kernels>, IOp<TieShare>
{
    internal static readonly TieShare OfMaximum = new(true), OfMinimum = new(false);

    protected internal override Saved Saves => Saved.B | Saved.C;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "half of the cotangent at a tie";

    protected override Kernels Kernel => new(Larger);

    protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable c) => Apply(dy, b, c);

    protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable c) => Tensor.Zeros(dy.Shape, dy.DType);

    protected override Variable PullbackC(Variable dy, Variable a, Variable b, Variable c) => Tensor.Zeros(dy.Shape, dy.DType);

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Order(Name, inputs[1], inputs[2]);

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [new(() => OfMaximum.Apply(Tensor.Zeros([2, 3]), Tensor.Zeros([4]), Tensor.Zeros([])), typeof(ShapeException), "TieShare: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4.")];

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape shape = s.Shape();
        Tensor b = s.Uniform(shape);
        yield return new Sample(OfMaximum, s.Uniform(shape), b, b.Add(s.AwayFromZero(shape)));
        yield return new Sample(OfMinimum, s.Uniform(shape), b, b.Add(s.AwayFromZero(shape)));
        yield return new Sample(OfMaximum, s.Uniform([0, 2]), s.Uniform([2]), s.Uniform([]));
    }

    internal readonly struct Kernels(bool larger) : ITernaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> dy, Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>
        {
            Vector<T> loses = larger ? Vector.LessThan(a, b) : Vector.GreaterThan(a, b);
            Vector<T> shared = Vector.ConditionalSelect(Vector.Equals(a, b), dy * Simd.Of<T>(0.5), dy);
            return Vector.AndNot(shared, loses);
        }
    }
}
