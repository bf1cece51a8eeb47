namespace AutoGrad.Tests.Conventions.Docs;

public sealed class SnippetTests
{
    private static readonly string[] Folders = ["src", "tests", "examples", "benchmarks"];

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
            "C# in markdown quotes code that is compiled and run (tests/Docs, examples, src). Change it there, run eng/accept, and commit both.",
            Documents().SelectMany(path => Snippets.Stale(path, File.ReadAllText(Tree.PathOf(path)), Compiled)));
    }

    [Theory]
    [InlineData("<!-- snippet: F.cs#loop -->\n```csharp\n" + Loop + "```\n", null)]
    [InlineData("<!-- snippet: Whole.cs -->\n```csharp\nclass Whole;\n```\n", null)]
    [InlineData("<!-- snippet: Whole.cs -->\n```csharp\nclass Half;\n```\n", "Doc.md:1: differs from Whole.cs")]
    [InlineData("<!-- snippet: Gone.cs -->\n```csharp\nclass Gone;\n```\n", "Doc.md:1: no compiled file Gone.cs")]
    [InlineData("```text\nwhile (true) Step();\n```\n", null)]
    [InlineData("text\n\n```csharp\n" + Loop + "```\n", "Doc.md:3: C# without a `<!-- snippet: File.cs#name -->` above it")]
    [InlineData("<!-- snippet: F.cs#loop -->\n```csharp\nwhile (false)\n```\n", "Doc.md:1: differs from F.cs#loop")]
    [InlineData("<!-- snippet: F.cs#gone -->\n```csharp\n" + Loop + "```\n", "Doc.md:1: no compiled file F.cs with a `#region gone`")]
    [InlineData("<!-- snippet: G.cs#loop -->\n```csharp\n" + Loop + "```\n", "Doc.md:1: no compiled file G.cs with a `#region loop`")]
    public void A_block_is_reported_unless_it_is_the_region_it_names(string markdown, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], Snippets.Stale("Doc.md", markdown, path => path switch { "F.cs" => Source, "Whole.cs" => "class Whole;\n", _ => null }));

    [Fact]
    public void Accepting_replaces_the_block_and_keeps_the_rest()
    {
        const string Before = "# Title\n<!-- snippet: F.cs#loop -->\n```csharp\nold\n```\nand `code`\n";
        Assert.Equal(Before.Replace("old\n", Loop, StringComparison.Ordinal), Snippets.Renewed(Before, _ => Source));
    }

    private static IEnumerable<string> Documents() => Tree.Files().Where(path => path.EndsWith(".md", StringComparison.Ordinal));

    /// <summary>The text of a file that the solution compiles; code anywhere else proves nothing.</summary>
    private static string? Compiled(string path) =>
        path.EndsWith(".cs", StringComparison.Ordinal) && Folders.Contains(path.Split('/')[0]) && File.Exists(Tree.PathOf(path)) ? File.ReadAllText(Tree.PathOf(path)) : null;
}
