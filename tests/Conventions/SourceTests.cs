using System.Text.RegularExpressions;

namespace AutoGrad.Tests.Conventions;

public sealed partial class SourceTests
{
    private const int MostLines = 400;

    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        Offenders.None("A file has one reason to change and at most 400 lines; *.g.cs is exempt, since a program writes it.", Sources().SelectMany(TooLong));

    [Fact]
    public void The_tree_names_no_machine_of_its_authors() =>
        Offenders.None("No absolute path, address or private host name: the project is the same everywhere.", Sources().SelectMany(Places));

    [Fact]
    public void A_file_that_is_too_long_is_reported_with_its_length()
    {
        string lines = string.Concat(Enumerable.Repeat("x\n", MostLines));
        Assert.Empty(TooLong(("Fits.cs", lines)));
        Assert.Equal(["Long.cs: 401 lines"], TooLong(("Long.cs", lines + "x\n")));
        Assert.Empty(TooLong(("Long.g.cs", lines + "x\n")));
        Assert.Empty(TooLong(("table.md", lines + "x\n")));
    }

    [Theory]
    [InlineData("cd /" + "home/someone/project")]
    [InlineData("read(\"/" + "root/data.csv\")")]
    [InlineData(@"C" + @":\Users\someone")]
    [InlineData("https://builds" + ".internal/x")]
    [InlineData("ssh me@box" + ".lan")]
    [InlineData("10.1" + ".2.3")]
    public void A_place_is_reported_with_its_line(string text) => Assert.StartsWith("File.md:2: ", Assert.Single(Places(("File.md", "fine\n" + text + "\nfine"))));

    [Theory]
    [InlineData("../src/AutoGrad and https://example.org/home/page and a/root/b")]
    [InlineData("version 1.2.3 and x.internal and Layer.Local")]
    public void What_names_no_machine_is_not_reported(string text) => Assert.Empty(Places(("File.md", text)));

    [Fact]
    public void Every_suppression_has_its_reason_on_the_line_above() =>
        Offenders.None("Say on the line above a suppression, in a comment, why the rule does not hold there.", Sources().SelectMany(Unexplained));

    [Fact]
    public void Tests_wait_for_events_and_not_for_the_clock() =>
        Offenders.None("A test that sleeps is slow when it passes and wrong when the machine is busy: wait for an event, a barrier or a condition.", Sources().SelectMany(Sleeps));

    [Theory]
    [InlineData("x();\n#pragma warning disable CA1031 // why\n", 1)]
    [InlineData("x();\n[Suppress" + "Message(\"a\", \"b\")]\n", 1)]
    [InlineData("// Why.\n#pragma warning disable CA1031\nx();\n#pragma warning restore CA1031\n", 0)]
    [InlineData("// Why.\n[UnconditionalSuppress" + "Message(\"a\", \"b\")]\n", 0)]
    public void A_suppression_without_a_reason_above_it_is_reported(string text, int expected) => Assert.Equal(expected, Unexplained(("src/File.cs", text)).Count());

    [Fact]
    public void A_test_that_sleeps_is_reported_with_its_line()
    {
        string sleep = "\n    Thread" + ".Sleep(10);\n    await Task" + ".Delay(1);\n";
        Assert.Equal(["tests/Unit/A.cs:2: Thread" + ".Sleep", "tests/Unit/A.cs:3: Task" + ".Delay"], Sleeps(("tests/Unit/A.cs", sleep)));
        Assert.Empty(Sleeps(("examples/A.cs", sleep)));
    }

    private static IEnumerable<(string Path, string Text)> Sources() =>
        from path in Tree.Files()
        where TextFile().IsMatch(path)
        select (path, File.ReadAllText(Tree.PathOf(path)));

    private static IEnumerable<string> TooLong((string Path, string Text) file)
    {
        int lines = file.Text.AsSpan().Count('\n');
        if (lines > MostLines && CodeFile().IsMatch(file.Path) && !file.Path.EndsWith(".g.cs", StringComparison.Ordinal))
        {
            yield return $"{file.Path}: {lines} lines";
        }
    }

    private static IEnumerable<string> Places((string Path, string Text) file) =>
        from match in Place().Matches(file.Text)
        select $"{file.Path}:{file.Text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}";

    private static IEnumerable<string> Unexplained((string Path, string Text) file)
    {
        string[] lines = file.Path.EndsWith(".cs", StringComparison.Ordinal) ? file.Text.Split('\n') : [];
        return from i in Enumerable.Range(0, lines.Length)
               where Suppression().IsMatch(lines[i]) && (i == 0 || !lines[i - 1].TrimStart().StartsWith("//", StringComparison.Ordinal))
               select $"{file.Path}:{i + 1}: {lines[i].Trim()}";
    }

    private static IEnumerable<string> Sleeps((string Path, string Text) file) =>
        from match in Sleep().Matches(file.Text)
        where file.Path.StartsWith("tests/", StringComparison.Ordinal)
        select $"{file.Path}:{file.Text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}";

    [GeneratedRegex(@"^\s*#pragma warning disable|^\s*\[(assembly: |module: )?(Unconditional)?SuppressMessage\(")]
    private static partial Regex Suppression();

    [GeneratedRegex(@"\bThread\.Sleep\b|\bTask\.Delay\b")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\.(cs|py|sh|csproj|props|targets)$|^\.ci/run$")]
    private static partial Regex CodeFile();

    [GeneratedRegex(@"\.(cs|py|sh|csproj|props|targets|md|txt|json|yml|yaml|config|editorconfig|runsettings|sln)$|(^|/)[A-Za-z]+$")]
    private static partial Regex TextFile();

    // A path from the root of somebody's disk, a host in a private domain, or a numeric address.
    [GeneratedRegex(@"(?<![\w.:/])/(home|root|Users|work|mnt|srv)/\w+|\b[A-Z]:\\\w+|(?<=://|@)[\w.-]+\.(internal|local|lan|corp)\b|\b\d{1,3}(\.\d{1,3}){3}\b")]
    private static partial Regex Place();
}
