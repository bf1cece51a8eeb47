using System.Collections.Concurrent;
using System.Text.Json;

namespace AutoGrad.Tests.Fixtures;

/// <summary>The recorded results of PyTorch 1.13, embedded in the test assembly; see tests/Fixtures/README.md for the format.</summary>
public static class Fixture
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<JsonElement>> Files = new();
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, FixtureCase>> CasesByFile = new();

    /// <summary>The records of data/<paramref name="file"/>.json as they stand, for files that have a shape of their own.</summary>
    public static IReadOnlyList<JsonElement> Records(string file) => Files.GetOrAdd(file, Read);

    /// <summary>The cases of an operation family ("unary", "reductions", ...), in the order of the file.</summary>
    public static IEnumerable<FixtureCase> Cases(string file) => ByName(file).Values;

    /// <summary>One case of an operation family by its name.</summary>
    public static FixtureCase Case(string file, string name) => ByName(file)[name];

    /// <summary>The cases of one operation, for instance all of "sum" in "reductions".</summary>
    public static IEnumerable<FixtureCase> CasesOf(string file, string op) => Cases(file).Where(c => c.Op == op);

    /// <summary>The names of a file's records, one to a row, as xunit's MemberData wants them.</summary>
    public static IEnumerable<object[]> Names(string file) => Records(file).Select(r => new object[] { r.GetProperty("name").GetString()! });

    /// <summary>The recorded modules of modules.json.</summary>
    public static IEnumerable<FixtureModule> Modules() => Records("modules").Select(FixtureModule.Parse);

    /// <summary>The optimizer runs of optim.json.</summary>
    public static IEnumerable<FixtureOptimizer> Optimizers() =>
        Records("optim").Where(r => r.TryGetProperty("optimizer", out _)).Select(FixtureOptimizer.Parse);

    /// <summary>The calls of clip_grad_norm_ and clip_grad_value_ in optim.json.</summary>
    public static IEnumerable<FixtureClip> Clips() => Records("optim").Where(r => r.TryGetProperty("clip", out _)).Select(FixtureClip.Parse);

    /// <summary>The learning-rate sequences of schedulers.json.</summary>
    public static IEnumerable<FixtureScheduler> Schedulers() => Records("schedulers").Select(FixtureScheduler.Parse);

    /// <summary>The record of any file by its name.</summary>
    public static JsonElement Record(string file, string name) => Records(file).Single(r => r.GetProperty("name").GetString() == name);

    private static IReadOnlyDictionary<string, FixtureCase> ByName(string file) =>
        CasesByFile.GetOrAdd(file, f => Records(f).Select(FixtureCase.Parse).ToDictionary(c => c.Name));

    private static List<JsonElement> Read(string file)
    {
        var assembly = typeof(Fixture).Assembly;
        using var stream = assembly.GetManifestResourceStream($"Fixtures/{file}")
            ?? throw new FileNotFoundException($"No fixture file '{file}' is embedded in {assembly.GetName().Name}; there are: "
                + string.Join(", ", assembly.GetManifestResourceNames()));
        return [.. JsonDocument.Parse(stream).RootElement.GetProperty("cases").EnumerateArray()];
    }
}
