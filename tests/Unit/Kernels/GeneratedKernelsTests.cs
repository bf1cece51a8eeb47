using AutoGrad.KernelGen;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>The committed kernels are what the generator writes.</summary>
public sealed class GeneratedKernelsTests
{
    public static TheoryData<string> Paths => [.. GeneratedFiles.All(Root()).Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_committed_kernel_file_equals_what_its_template_gives(string path)
    {
        string expected = GeneratedFiles.All(Root()).Single(file => file.Path == path).Text;
        string actual = File.ReadAllText(Path.Combine(Root(), path)).Replace("\r\n", "\n", StringComparison.Ordinal);
        Assert.True(expected == actual, $"{path} differs from its template. Run: dotnet run --project eng/KernelGen");
    }

    /// <summary>The folder of AutoGrad.sln; tests run from artifacts/, which lies below it.</summary>
    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AutoGrad.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("AutoGrad.sln is not above the tests.");
        }

        return folder;
    }
}
