using System.Runtime.CompilerServices;
using AutoGrad.KernelGen;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>The committed kernels are what the generator writes.</summary>
public sealed class GeneratedKernelsTests
{
    public static TheoryData<string> Paths => [.. GeneratedFiles.All().Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_committed_kernel_file_equals_what_its_template_gives(string path)
    {
        string expected = GeneratedFiles.All().Single(file => file.Path == path).Text;
        string actual = File.ReadAllText(Path.Combine(Root(), path)).Replace("\r\n", "\n", StringComparison.Ordinal);
        Assert.True(expected == actual, $"{path} differs from its template. Run: dotnet run --project eng/KernelGen");
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
