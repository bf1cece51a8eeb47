using System.Diagnostics;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>The tests of kernels once more on machines with less: the runtime is told to do without AVX-512, without AVX2, without any vector instruction.</summary>
/// <remarks>A process has one answer to how wide vectors are, so each answer needs a process of its own, which runs the tests that bear <see cref="Trait"/>.</remarks>
public sealed class VectorWidthTests
{
    /// <summary>The category of tests that run at every width.</summary>
    internal const string Trait = "EveryWidth";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("EnableAVX512", 256)]
    [InlineData("EnableAVX2", 128)]
    [InlineData("EnableHWIntrinsic", 128)]
    public async Task Kernels_are_right_without(string setting, int bits)
    {
        var start = new ProcessStartInfo("dotnet", ["vstest", typeof(VectorWidthTests).Assembly.Location, $"--TestCaseFilter:Category={Trait}", "--logger:console;verbosity=normal"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_" + setting] = "0";
        start.Environment[Expected] = bits.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        string all = await output + await errors;
        Assert.True(process.ExitCode == 0 && all.Contains("Test Run Successful", StringComparison.Ordinal), $"DOTNET_{setting}=0 ended with {process.ExitCode}:\n{all}");
    }

    private const string Expected = "AUTOGRAD_EXPECTED_VECTOR_BITS";

    [Fact]
    [Trait("Category", Trait)]
    public void The_kernels_see_the_width_they_are_told()
    {
        string? expected = Environment.GetEnvironmentVariable(Expected);
        Assert.Contains(AutoGrad.Kernels.GemmWidth<float>.Best, (int[])[128, 256, 512]);
        if (expected is not null)
        {
            Assert.Equal(expected, AutoGrad.Kernels.GemmWidth<float>.Best.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
