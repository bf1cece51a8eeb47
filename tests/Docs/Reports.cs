using System.Text.RegularExpressions;

namespace AutoGrad.Tests.Docs;

/// <summary>The reports that a document shows.</summary>
internal static partial class Reports
{
    /// <summary>Asserts that a block of the document is the report as it is printed, but for figures of rounding, which differ from processor to processor.</summary>
    /// <param name="document">The document's path from the root of the repository.</param>
    /// <param name="printed">The report.</param>
    internal static void AreShown(string document, string printed) =>
        Assert.Contains($"```text\n{WithoutRounding(printed)}\n```", WithoutRounding(File.ReadAllText(Path.Combine(Tree.Root, document))), StringComparison.Ordinal);

    private static string WithoutRounding(string text) => TinyNumber().Replace(text.ReplaceLineEndings("\n"), "#");

    [GeneratedRegex(@"\d(\.\d+)?E-\d+")]
    private static partial Regex TinyNumber();
}
