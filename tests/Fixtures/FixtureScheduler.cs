using System.Text.Json;

namespace AutoGrad.Tests.Fixtures;

/// <summary>The learning rates of two parameter groups under a scheduler.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Scheduler">PyTorch's class name.</param>
/// <param name="Args">Constructor arguments; lambdas by their formula.</param>
/// <param name="BaseLrs">The groups' rates before the scheduler is built.</param>
/// <param name="Metrics">The argument of each step of ReduceLROnPlateau; null for the others.</param>
/// <param name="Lrs">[step][group]: entry 0 right after construction, entry i after the i-th step.</param>
/// <param name="Momenta">The same for the momentum, which OneCycleLR moves; null for the others.</param>
public sealed record FixtureScheduler(
    string Name,
    string Scheduler,
    FixtureArgs Args,
    double[] BaseLrs,
    double[]? Metrics,
    double[][] Lrs,
    double[][]? Momenta)
{
    /// <summary>Reads one sequence.</summary>
    public static FixtureScheduler Parse(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("scheduler").GetString()!,
        new FixtureArgs(json.GetProperty("args")),
        Numbers(json.GetProperty("baseLrs")),
        json.TryGetProperty("metrics", out var metrics) ? Numbers(metrics) : null,
        Rows(json.GetProperty("lrs")),
        json.TryGetProperty("momenta", out var momenta) ? Rows(momenta) : null);

    private static double[] Numbers(JsonElement json) => [.. json.EnumerateArray().Select(FixtureTensor.Number)];

    private static double[][] Rows(JsonElement json) => [.. json.EnumerateArray().Select(Numbers)];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
