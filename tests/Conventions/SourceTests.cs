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

    [GeneratedRegex(@"\.(cs|py|sh|csproj|props|targets)$|^\.ci/run$")]
    private static partial Regex CodeFile();

    [GeneratedRegex(@"\.(cs|py|sh|csproj|props|targets|md|txt|json|yml|yaml|config|editorconfig|runsettings|sln)$|(^|/)[A-Za-z]+$")]
    private static partial Regex TextFile();

    // A path from the root of somebody's disk, a host in a private domain, or a numeric address.
    [GeneratedRegex(@"(?<![\w.:/])/(home|root|Users|work|mnt|srv)/\w+|\b[A-Z]:\\\w+|(?<=://|@)[\w.-]+\.(internal|local|lan|corp)\b|\b\d{1,3}(\.\d{1,3}){3}\b")]
    private static partial Regex Place();
}
