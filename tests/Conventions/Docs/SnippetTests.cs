namespace AutoGrad.Tests.Conventions.Docs;

public sealed class SnippetTests
{
    private const string Source = """
        class C
        {
            #region loop
            while (true)
            {
                Step();
            }
            #endregion
        }
        """;

    private const string Loop = "while (true)\n{\n    Step();\n}\n";

    [Fact]
    public void All_C_sharp_in_the_documents_is_code_that_is_compiled()
    {
        foreach (string path in Documents().Where(_ => Tree.Accepting))
        {
            File.WriteAllText(Tree.PathOf(path), Snippets.Renewed(File.ReadAllText(Tree.PathOf(path)), Compiled));
        }

        Offenders.None(
            "C# in markdown quotes a region of tests/, examples/ or benchmarks/. Change the region, run eng/accept, and commit both.",
            Documents().SelectMany(path => Snippets.Stale(path, File.ReadAllText(Tree.PathOf(path)), Compiled)));
    }

    [Theory]
    [InlineData("<!-- snippet: F.cs#loop -->\n```csharp\n" + Loop + "```\n", null)]
    [InlineData("```text\nwhile (true) Step();\n```\n", null)]
    [InlineData("text\n\n```csharp\n" + Loop + "```\n", "Doc.md:3: C# without a `<!-- snippet: File.cs#name -->` above it")]
    [InlineData("<!-- snippet: F.cs#loop -->\n```csharp\nwhile (false)\n```\n", "Doc.md:1: differs from F.cs#loop")]
    [InlineData("<!-- snippet: F.cs#gone -->\n```csharp\n" + Loop + "```\n", "Doc.md:1: no compiled file F.cs with a `#region gone`")]
    [InlineData("<!-- snippet: G.cs#loop -->\n```csharp\n" + Loop + "```\n", "Doc.md:1: no compiled file G.cs with a `#region loop`")]
    public void A_block_is_reported_unless_it_is_the_region_it_names(string markdown, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], Snippets.Stale("Doc.md", markdown, path => path == "F.cs" ? Source : null));

    [Fact]
    public void Accepting_replaces_the_block_and_keeps_the_rest()
    {
        const string Before = "# Title\n<!-- snippet: F.cs#loop -->\n```csharp\nold\n```\nand `code`\n";
        Assert.Equal(Before.Replace("old\n", Loop, StringComparison.Ordinal), Snippets.Renewed(Before, _ => Source));
    }

    private static IEnumerable<string> Documents() => Tree.Files().Where(path => path.EndsWith(".md", StringComparison.Ordinal));

    /// <summary>The text of a source file that is a part of the solution; a region of another file proves nothing.</summary>
    private static string? Compiled(string path) =>
        (path.StartsWith("tests/", StringComparison.Ordinal) || path.StartsWith("examples/", StringComparison.Ordinal) || path.StartsWith("benchmarks/", StringComparison.Ordinal))
        && path.EndsWith(".cs", StringComparison.Ordinal) && File.Exists(Tree.PathOf(path))
            ? File.ReadAllText(Tree.PathOf(path))
            : null;
}
