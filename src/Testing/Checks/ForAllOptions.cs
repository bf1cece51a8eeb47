namespace AutoGrad.Testing;

/// <summary>How many random cases are checked, and how. Immutable: change a copy with <c>with</c>.</summary>
public sealed record ForAllOptions
{
    /// <summary>The settings used when none are given.</summary>
    public static ForAllOptions Default { get; } = new();

    /// <summary>Number of cases; sizes grow from the first to the last, up to 5.</summary>
    /// <value>Default 30.</value>
    public int Count { get; init; } = 30;

    /// <summary>
    /// Every eighth case, from the fourth on, has one dimension about as long as a vector or a block is wide (15 to 17, 31 to 33, 63 to 65, 127 to 130, 257, 1025), where kernels take another path;
    /// the other dimensions then are small. This is the largest size it may have.
    /// </summary>
    /// <value>Default 1025. 0 leaves these cases small.</value>
    public int LargestSize { get; init; } = 1025;

    /// <summary>Seed of all cases. The same seed gives the same cases on every machine.</summary>
    /// <value>Default 0.</value>
    public int Seed { get; init; }

    /// <summary>The number of one case to run alone: what a failure's report prints. It repeats that case, with the same seed and count.</summary>
    /// <value>Default null: all cases.</value>
    public int? Replay { get; init; }

    /// <summary>How each case is checked.</summary>
    /// <value>Default <see cref="GradCheckOptions.Default"/>; for <c>ForAll&lt;TOp&gt;</c> the same at order two.</value>
    public GradCheckOptions Check { get; init; } = GradCheckOptions.Default;

    /// <summary>What <c>ForAll&lt;TOp&gt;</c> asks of the operation beside its gradients. Leave one out with <c>OpLaws.All &amp; ~OpLaws.SavedIsRead</c>.</summary>
    /// <value>Default <see cref="OpLaws.All"/>.</value>
    public OpLaws Laws { get; init; } = OpLaws.All;

    internal void Validate()
    {
        Arguments.Require(Count >= 1, "ForAllOptions", nameof(Count), Count, "at least 1");
        Arguments.Require(LargestSize >= 0, "ForAllOptions", nameof(LargestSize), LargestSize, "at least 0");
        ArgumentNullException.ThrowIfNull(Check, nameof(Check));
        if (Replay is < 1 || Replay > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(Replay), Replay, $"ForAllOptions.Replay: there are cases 1 to {Count}. Take the number and the Count from the report of the failure.");
        }
    }
}
