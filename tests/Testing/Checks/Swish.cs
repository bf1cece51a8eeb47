namespace AutoGrad.Tests.Testing.Checks;

/// <summary>Which fault a theory plants.</summary>
public enum SwishFault
{
    Rule,
    SecondOrder,
}

/// <summary>y = x σ(x), right.</summary>
internal sealed record Swish : UnaryOp<Swish>, IOp<Swish>
{
    protected override Saved Saves => Saved.X;

    protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y) => SwishKernel.Run(x, y);

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => SwishKernel.Rule(dy, x);

    public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new Swish(), sampler.Uniform(sampler.Shape())), new(new Swish(), Tensor.Zeros([0], sampler.DType))];

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler sampler) =>
        [new(() => new Swish().Apply((Variable)Tensor.Ones([2]), Tensor.Ones([2])), typeof(AutogradException), "takes 1 input")];
}

/// <summary>A factor is missing in the rule.</summary>
internal sealed record WrongRule : UnaryOp<WrongRule>, IOp<WrongRule>
{
    protected override Saved Saves => Saved.X;

    protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y) => SwishKernel.Run(x, y);

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * x.Sigmoid();

    public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new WrongRule(), sampler.Uniform(sampler.Shape()))];
}

/// <summary>The rule is right and cannot be differentiated again.</summary>
internal sealed record WrongSecondOrder : UnaryOp<WrongSecondOrder>, IOp<WrongSecondOrder>
{
    protected override Saved Saves => Saved.X;

    protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y) => SwishKernel.Run(x, y);

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => SwishKernel.Rule(dy, x.Detach());

    public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new WrongSecondOrder(), sampler.Uniform(sampler.Shape()))];
}

/// <summary>A wrong rule and parameters of every kind.</summary>
internal sealed record Parametrised(double High, float Low, string Text, int[] Sizes, char Letter, StringComparison Comparison) : UnaryOp<Parametrised>, IOp<Parametrised>
{
    protected override Saved Saves => Saved.X;

    protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y) => SwishKernel.Run(x, y);

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * x.Sigmoid();

    public static IEnumerable<Sample> Samples(Sampler sampler) =>
        [new(new Parametrised(double.PositiveInfinity, float.NaN, "a\"b\\", [1, 2], 'x', StringComparison.Ordinal), sampler.Uniform(sampler.Shape()))];
}

/// <summary>Promises to refuse and does not.</summary>
internal sealed record RefusesNothing : UnaryOp<RefusesNothing>, IOp<RefusesNothing>
{
    protected override Saved Saves => Saved.X;

    protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y) => SwishKernel.Run(x, y);

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => SwishKernel.Rule(dy, x);

    public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new RefusesNothing(), sampler.Uniform(sampler.Shape()))];

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler sampler) => [new(() => new RefusesNothing().Apply((Variable)Tensor.Ones([2])), typeof(ShapeException), "rank")];
}

/// <summary>Cannot be checked at all.</summary>
internal sealed record WithoutSamples : UnaryOp<WithoutSamples>, IOp<WithoutSamples>
{
    protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y) => SwishKernel.Run(x, y);

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy;

    public static IEnumerable<Sample> Samples(Sampler sampler) => [];
}

internal static class SwishKernel
{
    internal static void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = x[i] / (T.One + T.Exp(-x[i]));
        }
    }

    internal static Variable Rule(Variable dy, Variable x)
    {
        Variable s = x.Sigmoid();
        return dy * (s + (x * s * (1 - s)));
    }
}
