using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>-(t log x + (1 - t) log(1 - x)), element by element, with logarithms held at -100 or above.</summary>
internal sealed record BinaryCrossEntropy : BinaryOp<BinaryCrossEntropy, BinaryCrossEntropy.Kernels>, IOp<BinaryCrossEntropy>
{
    internal static readonly BinaryCrossEntropy Instance = new();

    protected internal override Promotion Promotion => Promotion.Float;

    protected internal override Saved Saves => Saved.A | Saved.B;

    public override string Subgradient => "(x - t) / max(x (1 - x), 1e-12), also where a logarithm is held";

    protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy * (a - b) / ((1 - a) * a).ClampMin(1e-12f);

    /// <summary>y is linear in t, so its slope is y at 1 less y at 0, with the logarithms as they are held.</summary>
    protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => dy * (Apply(a, Tensor.Ones([], a.DType)) - Apply(a, Tensor.Zeros([], a.DType)));

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape shape = s.Shape();
        yield return new Sample(Instance, s.Uniform(shape, 0.05, 0.95), s.Uniform(s.Broadcastable(shape), 0, 1));
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [new(() => Instance.Apply(Tensor.Zeros([2, 3]), Tensor.Zeros([4])), typeof(ShapeException), "BinaryCrossEntropy: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4.")];

    internal readonly struct Kernels : IBinaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x, Vector<T> t) where T : unmanaged, INumber<T>
        {
            Vector<T> least = Simd.Of<T>(-100), one = Vector<T>.One;
            return -((t * Vector.Max(VectorMath.Log(x), least)) + ((one - t) * Vector.Max(VectorMath.Log1p(-x), least)));
        }
    }
}

/// <summary>Binary cross entropy of σ(x), without overflow: max(x, 0) - t x + log(1 + e^-|x|), element by element; nothing cancels, whatever the target.</summary>
internal sealed record BinaryCrossEntropyWithLogits : BinaryOp<BinaryCrossEntropyWithLogits, BinaryCrossEntropyWithLogits.Kernels>, IOp<BinaryCrossEntropyWithLogits>
{
    internal static readonly BinaryCrossEntropyWithLogits Instance = new();

    protected internal override Promotion Promotion => Promotion.Float;

    protected internal override Saved Saves => Saved.A | Saved.B;

    protected internal override Saved SavesWhen(int needs) => (needs & 1) != 0 ? Saved.A | Saved.B : Saved.A;

    protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy * (a.Sigmoid() - b);

    protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => -(dy * a);

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape shape = s.Shape();
        yield return new Sample(Instance, s.Uniform(shape, -3, 3), s.Uniform(s.Broadcastable(shape), 0, 1));
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [new(() => Instance.Apply(Tensor.Zeros([2, 3]), Tensor.Zeros([4])), typeof(ShapeException), "BinaryCrossEntropyWithLogits: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4.")];

    internal readonly struct Kernels : IBinaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x, Vector<T> t) where T : unmanaged, INumber<T>
        {
            Vector<T> step = Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One, Vector<T>.Zero);
            return Simd.MultiplyAdd(step - t, x, VectorMath.Softplus(-Vector.Abs(x)));
        }
    }
}
