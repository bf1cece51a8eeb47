using AutoGrad;

namespace CustomOp;

/// <summary>y = a σ(b), element by element; shapes broadcast.</summary>
internal sealed record Gate : BinaryOp<Gate>, IOp<Gate>
{
    protected override Saved Saves => Saved.A | Saved.B;

    protected override void Kernel<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = a[i] / (T.One + T.Exp(-b[i]));
        }
    }

    protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy * b.Sigmoid();

    // Of the broadcast shape; the sum down to the operand's own is taken by the caller.
    protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y)
    {
        Variable s = b.Sigmoid();
        return dy * a * s * (1 - s);
    }

    public static IEnumerable<Sample> Samples(Sampler sampler)
    {
        Shape shape = sampler.Shape();
        yield return new Sample(new Gate(), sampler.Uniform(shape), sampler.Uniform(sampler.Broadcastable(shape)));
    }
}
