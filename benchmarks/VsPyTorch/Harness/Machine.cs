using System.Runtime.InteropServices;
using System.Text.Json;

namespace AutoGrad.VsPyTorch;

/// <summary>Where the table was made.</summary>
internal sealed record Machine(string Processor, int Cores, string Runtime, string Torch, string Blas, bool ReferenceBlas, int Threads)
{
    public static Machine Describe(TorchWorker worker, int threads)
    {
        using IDisposable theirs = worker.Begin();
        JsonElement other = worker.Ask(new { command = "describe" });
        string[] libraries = [.. other.GetProperty("libraries").EnumerateArray().Select(static p => p.GetString()!)];
        // Debian's libblas.so.3 is a link: to the reference implementation, or to a fast one that was installed.
        bool reference = !libraries.Any(static p => FastBlas.Any(p.Contains));
        int otherThreads = other.GetProperty("threads").GetInt32();
        return otherThreads != threads
            ? throw new UserException($"PyTorch runs {otherThreads} threads instead of {threads}.")
            : new Machine(
                ProcessorName(),
                Environment.ProcessorCount,
                RuntimeInformation.FrameworkDescription,
                other.GetProperty("torch").GetString()!,
                string.Join(", ", libraries.Select(Path.GetFileName)),
                reference,
                threads);
    }

    private static readonly string[] FastBlas = ["openblas", "mkl", "blis", "atlas"];

    private static string ProcessorName() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").First(static l => l.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim()
        : RuntimeInformation.ProcessArchitecture.ToString();
}
