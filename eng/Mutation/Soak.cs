using System.Diagnostics;
using System.Globalization;
using AutoGrad.Tests.Gradients;

namespace AutoGrad.Mutation;

/// <summary>Many checks of the right rules: no one may fail.</summary>
internal static class Soak
{
    /// <summary>Runs that many checks; true if there was no false alarm.</summary>
    public static bool Run(int checks)
    {
        var watch = Stopwatch.StartNew();
        SoakResult result = SoakRun.Run(checks, seed: 20_241_120, parallel: 2);
        foreach (string alarm in result.Failed)
        {
            Console.WriteLine($"FALSE ALARM {alarm}");
        }

        // With no event in n trials the rate is below 3 / n with 95 % confidence.
        string bound = string.Create(CultureInfo.InvariantCulture, $"{(result.Failed.Length == 0 ? 3.0 : 2.0 * result.Failed.Length + 3) / result.Checks:G1}");
        string[] lines =
        [
            "| Checks | False alarms | Inconclusive | On a kink | False-alarm probability, 95 % |",
            "|---|---|---|---|---|",
            $"| {result.Checks} | {result.Failed.Length} | {result.Inconclusive} | {result.OnKink} | below {bound} per check |",
            "",
            $"Inconclusive, and so not a pass: {(result.Unsure.Length == 0 ? "none" : string.Join(", ", result.Unsure))}. {watch.Elapsed.TotalSeconds:F0} s.",
        ];
        Array.ForEach(lines, Console.WriteLine);
        if (checks >= 100_000)
        {
            Page.Write("soak", "dotnet run -c Release --project eng/Mutation -- soak", lines);
        }

        return result.Failed.Length == 0;
    }
}
