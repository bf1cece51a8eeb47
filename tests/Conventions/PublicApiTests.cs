using AutoGrad.Tests.Conventions.Fakes;

namespace AutoGrad.Tests.Conventions;

public sealed class PublicApiTests
{
    private const string Rule = "PublicApi.txt is the public surface: a change of it is seen in review. If it is meant, run eng/accept and commit the result.";

    public static TheoryData<string> Folders => [.. Tree.Libraries.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void PublicApi_txt_is_the_public_surface(string folder)
    {
        string path = Tree.PathOf($"{folder}/PublicApi.txt");
        string[] now = [.. Surface.Lines(Tree.Libraries[folder])];
        if (Tree.Accepting)
        {
            File.WriteAllText(path, string.Concat(now.Select(line => line + "\n")));
        }

        string[] written = File.Exists(path) ? File.ReadAllLines(path) : [];
        Offenders.None($"{folder}: {Rule}", Differences(written, now));
    }

    [Fact]
    public void A_member_that_came_and_a_member_that_went_are_both_reported() =>
        Assert.Equal(["+ T: New() -> void", "- T: Old() -> void"], Differences(["T: Kept() -> void", "T: Old() -> void"], ["T: Kept() -> void", "T: New() -> void"]));

    [Fact]
    public void The_surface_is_written_as_C_sharp_would_be_read()
    {
        string[] lines = [.. Surface.Lines(typeof(ISeen<>).Assembly).Where(line => line.Contains("Fakes.", StringComparison.Ordinal))];
        const string Expected = """
            AutoGrad.Tests.Conventions.Fakes.ISeen<T> = interface where T : class
            AutoGrad.Tests.Conventions.Fakes.Seen = abstract class : ISeen<Seen>
            AutoGrad.Tests.Conventions.Fakes.Seen.Kind = enum : byte
            AutoGrad.Tests.Conventions.Fakes.Seen.Kind: const One = 1
            AutoGrad.Tests.Conventions.Fakes.Seen: Name { get; protected set; } -> string?
            AutoGrad.Tests.Conventions.Fakes.Seen: protected abstract Undocumented(ref double undocumented, params ReadOnlySpan<int> dims) -> int[]
            AutoGrad.Tests.Conventions.Fakes.Seen: protected new(int size = 3)
            AutoGrad.Tests.Conventions.Fakes.Seen: static Map<T>(T x, Func<int, string?>? f = null, Kind kind = One) -> List<T[,]> where T : struct
            AutoGrad.Tests.Conventions.Fakes.SeenExtensions = static class
            AutoGrad.Tests.Conventions.Fakes.SeenExtensions: static Twice<T>(this T x, int times) -> T where T : class, ISeen<T>
            """;
        Assert.Equal(Expected, string.Join('\n', lines));
    }

    private static IEnumerable<string> Differences(IEnumerable<string> written, IEnumerable<string> now) =>
        now.Except(written).Select(line => "+ " + line).Concat(written.Except(now).Select(line => "- " + line));
}
