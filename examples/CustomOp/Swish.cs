using AutoGrad;

namespace CustomOp;

/// <summary>y = x σ(βx).</summary>
internal sealed record Swish(double Beta) : UnaryOp<Swish>, IOp<Swish>
{
    protected override Saved Saves => Saved.X;

    protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        T beta = T.CreateTruncating(Beta);
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = x[i] / (T.One + T.Exp(-beta * x[i]));
        }
    }

    protected override Variable Pullback(Variable dy, Variable x, Variable y)
    {
        Variable s = (x * Beta).Sigmoid();
        return dy * (s + (x * Beta * s * (1 - s)));
    }

    public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new Swish(1.5), sampler.Uniform(sampler.Shape()))];
}
