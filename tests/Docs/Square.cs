#region op
namespace AutoGrad.Tests.Docs;

/// <summary>y = x², element by element.</summary>
internal sealed record Square : UnaryOp<Square>, IOp<Square>
{
    protected override Saved Saves => Saved.X;    // what the rule reads, nothing more

    protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = x[i] * x[i];
        }
    }

    // On variables and in differentiable operations, so that every order of derivative follows.
    protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (x + x);

    // What the gradient checks call it with, in many shapes and layouts.
    public static IEnumerable<Sample> Samples(Sampler s) => [new(new Square(), s.Uniform(s.Shape(), -2, 2))];
}
#endregion
