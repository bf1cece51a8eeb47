using System.Text.RegularExpressions;

namespace AutoGrad.Tests.Conventions.Docs;

/// <summary>
/// C# code in markdown is quoted, never written: <c>&lt;!-- snippet: path/File.cs#name --&gt;</c> before a block names the <c>#region name</c> of a file
/// that is compiled and run, and the block is that region, moved to the left margin. Without a name it is the whole file.
/// </summary>
internal static partial class Snippets
{
    /// <summary>Blocks that are not the region they name, or name none.</summary>
    /// <param name="path">The markdown file, for the message.</param>
    /// <param name="markdown">Its text.</param>
    /// <param name="read">The text of a source file, or null where there is none that the build compiles.</param>
    public static IEnumerable<string> Stale(string path, string markdown, Func<string, string?> read)
    {
        foreach (var block in Block().Matches(markdown).AsEnumerable())
        {
            string place = $"{path}:{markdown.AsSpan(0, block.Index).Count('\n') + 1}";
            string source = block.Groups["source"].Value;
            string name = block.Groups["name"].Value;
            if (source.Length == 0)
            {
                yield return $"{place}: C# without a `<!-- snippet: File.cs#name -->` above it";
            }
            else if (Region(read(source), name) is not { } code)
            {
                yield return $"{place}: no compiled file {source}{(name.Length > 0 ? $" with a `#region {name}`" : "")}";
            }
            else if (code != block.Groups["code"].Value)
            {
                yield return $"{place}: differs from {source}{(name.Length > 0 ? $"#{name}" : "")}";
            }
        }
    }

    /// <summary>The markdown with each block that names a region replaced by it.</summary>
    public static string Renewed(string markdown, Func<string, string?> read) => Block().Replace(markdown, block =>
        Region(read(block.Groups["source"].Value), block.Groups["name"].Value) is { } code
            ? $"{block.Groups["head"].Value}{code}{block.Groups["tail"].Value}"
            : block.Value);

    /// <summary>The lines of a region without its indentation, or the whole source for no name; null if there is none.</summary>
    private static string? Region(string? source, string name)
    {
        if (name.Length == 0)
        {
            return source;
        }

        string[] lines = source?.Split('\n') ?? [];
        int start = Array.FindIndex(lines, line => line.Trim() == $"#region {name}");
        int end = start < 0 ? -1 : Array.FindIndex(lines, start, line => line.Trim().StartsWith("#endregion", StringComparison.Ordinal));
        if (end < 0)
        {
            return null;
        }

        int margin = lines[start].TakeWhile(c => c == ' ').Count();
        return string.Concat(lines[(start + 1)..end].Select(line => line[Math.Min(margin, line.Length)..] + "\n"));
    }

    [GeneratedRegex(@"(?<head>(^<!-- snippet: (?<source>[^\s#]+)(#(?<name>\S+))? -->\n)?^```(csharp|cs|c#)\n)(?<code>(^(?!```).*\n)*)(?<tail>^```)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Block();
}
