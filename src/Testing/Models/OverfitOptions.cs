namespace AutoGrad.Testing;

/// <summary>How <see cref="ModelCheck.OverfitsOneBatch"/> trains, and what is enough. Immutable: change a copy with <c>with</c>.</summary>
public sealed record OverfitOptions
{
    /// <summary>The settings used when none are given.</summary>
    public static OverfitOptions Default { get; } = new();

    /// <summary>Steps at most; training ends at the first that is good enough.</summary>
    /// <value>Default 300.</value>
    public int Steps { get; init; } = 300;

    /// <summary>How much of the first loss may be left.</summary>
    /// <value>Default 0.05.</value>
    public double Fraction { get; init; } = 0.05;

    /// <summary>A loss that is low enough whatever the first was; for losses that cannot reach zero, such as one with label smoothing, their floor and a little more.</summary>
    /// <value>Default 0.</value>
    public double Floor { get; init; }

    /// <summary>Makes a step from the parameters, as in <c>p => new SGD(p, lr: 0.1).Step</c>; gradients are zeroed and computed before each call.</summary>
    /// <value>Default null: Adam with a learning rate of 0.01.</value>
    public Func<IEnumerable<Parameter>, Action>? Optimizer { get; init; }
}
