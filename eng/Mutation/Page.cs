using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Mutation;

/// <summary>docs/gradcheck-mutation.md, whose measured parts stand between markers.</summary>
internal static class Page
{
    /// <summary>Puts lines between the markers of a section, with date and machine in front.</summary>
    public static void Write(string section, string command, IEnumerable<string> lines)
    {
        string path = Path.Combine(Root(), "docs", "gradcheck-mutation.md"), begin = $"<!-- {section} -->", end = $"<!-- /{section} -->";
        string text = File.ReadAllText(path);
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, to = text.IndexOf(end, StringComparison.Ordinal);
        string where = string.Create(CultureInfo.InvariantCulture, $"`{command}`, {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores ({RuntimeInformation.ProcessArchitecture}), .NET {Environment.Version}.");
        File.WriteAllText(path, $"{text[..from]}\n{where}\n\n{string.Join('\n', lines)}\n{text[to..]}");
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
