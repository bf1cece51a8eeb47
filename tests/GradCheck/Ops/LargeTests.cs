namespace AutoGrad.Tests.Gradients;

/// <summary>Every op passes the one line that users run for their own, at sizes about the widths of vectors and blocks.</summary>
public sealed class LargeTests
{
    /// <summary>The last dimension is large in it, in every draw.</summary>
    private const int LargeCase = 4;

    /// <summary>Ops that differences cannot judge, whatever the size.</summary>
    private static readonly Dictionary<string, string> Exempt = new() { ["Cast"] = "its samples round Float64 to Float32: the other tests allow for it" };

    public static TheoryData<string> Ops => [.. OpCatalog.All.Select(static op => op.Name).Except(Exempt.Keys).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void Large_sizes_pass(string op) => OpCheck.Run(OpCatalog.Get(op), new ForAllOptions { Count = LargeCase, Replay = LargeCase });

    [Fact]
    public void The_case_is_a_large_one() => Assert.All(Enumerable.Range(0, 20), static seed =>
        Assert.Contains("Large = ", Assert.Throws<PropertyException>(() => OpCheck.Run(Wrong, new ForAllOptions { Seed = seed, Count = LargeCase, Replay = LargeCase, Check = new GradCheckOptions { Shrink = false } })).Message, StringComparison.Ordinal));

    /// <summary>An op whose rule is wrong in rows of 64 and more.</summary>
    private static OpEntry Wrong { get; } = new(
        "Wrong", static s => [new Sample(Custom.Cube(static (dy, x) => x.Shape[^1] < 64 ? Custom.CubeRule(dy, x) : dy * x), s.Uniform(s.Shape(1)))], static _ => []);
}
