using System.Text.Json;

namespace AutoGrad.VsPyTorch;

/// <summary>The results for a program: every sample is in it.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Refuses, before anything is measured, a path that cannot be written.</summary>
    public static void Try(string path)
    {
        try
        {
            File.Open(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"--json: {error.Message}");
        }
    }

    public static void Write(string path, Machine machine, Limits limits, IEnumerable<Result> results) => File.WriteAllText(path, JsonSerializer.Serialize(
        new
        {
            machine,
            limits,
            unit = "nanoseconds per step",
            cases = results.Select(static r => new
            {
                family = r.Case.Family,
                name = r.Case.Name,
                must = r.Case.Must,
                aim = r.Case.Aim,
                verdict = r.Verdict.ToString(),
                bestRatio = r.BestRatio,
                medianRatio = r.MedianRatio,
                loaded = r.IsLoaded,
                rounds = r.Rounds,
            }),
        },
        Indented));
}
