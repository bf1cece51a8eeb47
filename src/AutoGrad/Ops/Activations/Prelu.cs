using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>x above 0, w · x elsewhere, with w broadcast to x: a leaky rectifier whose slope is learned.</summary>
internal sealed record Prelu : BinaryOp<Prelu, Prelu.Kernels>, IOp<Prelu>
{
    internal static readonly Prelu Instance = new();

    protected internal override Promotion Promotion => Promotion.Float;

    protected internal override Saved Saves => Saved.A | Saved.B;

    protected internal override Saved SavesWhen(int needs) => (needs & 1) != 0 ? Saved.A | Saved.B : Saved.A;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "the learned slope at 0; also for NaN";

    protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => Where.Of(a.Gt(0), dy, dy * b);

    protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => Where.Drop(a.Gt(0), dy * a);

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, inputs[0], 0);

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape shape = s.Shape();
        yield return new Sample(Instance, s.AwayFromZero(shape), s.Uniform(s.Broadcastable(shape), 0.1, 0.5));
        yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [new(() => Instance.Apply(Tensor.Zeros([2, 3]), Tensor.Zeros([4])), typeof(ShapeException), "Prelu: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4.")];

    internal readonly struct Kernels : IBinaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> =>
            Vector.ConditionalSelect(Vector.GreaterThan(a, Vector<T>.Zero), a, a * b);
    }
}
