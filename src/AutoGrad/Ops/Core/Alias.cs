namespace AutoGrad.Ops;

/// <summary>The identity with a node of its own: where a nested pass stops, while the graph goes on through it.</summary>
internal sealed record Alias : ViewOp<Alias>, IOp<Alias>
{
    internal static readonly Alias Instance = new();

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    protected internal override Tensor View(Tensor x) => x.ViewOf(x.Shape);

    protected override Variable Pullback(Variable dy, Shape xShape) => dy;

    public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape()))];
}
