namespace AutoGrad.Tests.Conventions;

/// <summary>The working tree that the tests were built from.</summary>
internal static class Tree
{
    private static readonly string[] NotOurs = [".git", ".vs", ".idea", "artifacts", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts", "__pycache__"];

    /// <summary>The folder of AutoGrad.sln; tests run from artifacts/, which lies below it.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>AutoGrad and the assemblies that build on it, by the folder of their source.</summary>
    public static IReadOnlyDictionary<string, Assembly> Libraries { get; } = new Dictionary<string, Assembly>
    {
        ["src/AutoGrad"] = Assembly.Load("AutoGrad"),
        ["src/NN"] = Assembly.Load("AutoGrad.NN"),
        ["src/Optim"] = Assembly.Load("AutoGrad.Optim"),
        ["src/Data"] = Assembly.Load("AutoGrad.Data"),
        ["src/Testing"] = Assembly.Load("AutoGrad.Testing"),
    };

    public static bool Accepting => Environment.GetEnvironmentVariable("AUTOGRAD_ACCEPT") == "1";

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Every file of the project below a folder, relative to the root, with forward slashes; build outputs are left out.</summary>
    public static IEnumerable<string> Files(string folder = "")
    {
        var directory = new DirectoryInfo(PathOf(folder));
        foreach (var entry in directory.EnumerateFileSystemInfos())
        {
            if (entry is FileInfo)
            {
                yield return Path.GetRelativePath(Root, entry.FullName).Replace('\\', '/');
            }
            else if (!NotOurs.Contains(entry.Name))
            {
                foreach (string file in Files(Path.GetRelativePath(Root, entry.FullName)))
                {
                    yield return file;
                }
            }
        }
    }

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "AutoGrad.sln"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No AutoGrad.sln above the tests' output folder."));
}
