using AutoGrad;

namespace GradientTests;

/// <summary>An operation of our own: y = exp(-x²).</summary>
internal sealed record Bump : UnaryOp<Bump>, IOp<Bump>
{
    protected override Saved Saves => Saved.X | Saved.Output;

    protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = T.Exp(-x[i] * x[i]);
        }
    }

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (-2 * x * y);

    public static IEnumerable<Sample> Samples(Sampler s) => [new(new Bump(), s.Uniform(s.Shape(), -2, 2))];
}
