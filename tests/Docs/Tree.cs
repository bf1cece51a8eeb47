namespace AutoGrad.Tests.Docs;

/// <summary>The working tree that the tests were built from.</summary>
internal static class Tree
{
    /// <summary>The folder of AutoGrad.sln; tests run from artifacts/, which lies below it.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "AutoGrad.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("AutoGrad.sln is not above the tests."));
}
