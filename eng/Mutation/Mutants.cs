using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using AutoGrad.Tests.Gradients;

namespace AutoGrad.Mutation;

/// <summary>Every fault in every pullback: judged by the suite's checks, and by the checker that users call.</summary>
internal static class Mutants
{
    /// <summary>Cases per op for the checker that users call; faults of scale run on all.</summary>
    private const int InspectCases = 2;

    private static readonly ParallelOptions TwoAtATime = new() { MaxDegreeOfParallelism = 2 };

    /// <summary>Runs all ops, or the named ones; true if nothing survived.</summary>
    public static bool Run(string[] ops)
    {
        var watch = Stopwatch.StartNew();
        var suite = new ConcurrentBag<MutantResult>();
        var controls = new ConcurrentBag<MutantResult>();
        var inspected = new ConcurrentBag<InspectResult>();
        Parallel.ForEach(OpCatalog.All.Where(o => ops.Length == 0 || ops.Contains(o.Name)), TwoAtATime, op =>
        {
            var run = new MutationRun(op);
            foreach (MutationSite site in Enum.GetValues<MutationSite>())
            {
                // No fault at all: what fails here, the decorator is to blame for.
                controls.Add(run.Judge(new AutoGrad.Tests.Gradients.Mutation(MutationKind.Scale, site, 0) { Error = 0 }));
            }

            foreach (AutoGrad.Tests.Gradients.Mutation mutation in run.Mutations())
            {
                MutantResult result = run.Judge(mutation);
                suite.Add(result);
                if (result.Fate != Fate.Equivalent)
                {
                    bool scale = mutation.Kind == MutationKind.Scale;
                    inspected.Add(InspectRun.Judge(op, mutation, thorough: false, scale ? int.MaxValue : InspectCases));
                    if (scale)
                    {
                        inspected.Add(InspectRun.Judge(op, mutation with { Error = 1e-8 }, thorough: true, int.MaxValue));
                    }
                }
            }
        });

        foreach (MutantResult control in controls.Where(static r => r.Fate != Fate.Equivalent))
        {
            Console.WriteLine($"CONTROL {control.Op}: {control.By}: {control.Detail}");
        }

        int quiet = controls.Count(static r => r.Fate == Fate.Equivalent);
        string[] lines = [.. Table(suite), $"| *no fault* | {controls.Count} | {quiet} | {controls.Count - quiet} | 0 | |", "", .. Checks(inspected), "", string.Create(CultureInfo.InvariantCulture, $"{suite.Count + inspected.Count} runs in {watch.Elapsed.TotalSeconds:F0} s.")];
        Array.ForEach(lines, Console.WriteLine);
        foreach (MutantResult survivor in suite.Where(static r => r.Fate == Fate.Survived))
        {
            Console.WriteLine($"SURVIVED {survivor.Op}: {survivor.Mutation}; {survivor.By}");
        }

        foreach (InspectResult missed in inspected.Where(static r => r.Missed is not null))
        {
            Console.WriteLine($"PASSED {missed.Op}: {missed.Mutation} of {missed.Mutation.Error:G2} in {missed.Passed} of {missed.Checks} checks, such as {missed.Missed}");
        }

        foreach (var unsure in inspected.Where(static r => r.Inconclusive > 0).GroupBy(static r => r.Op))
        {
            Console.WriteLine($"INCONCLUSIVE {unsure.Key}: {unsure.Sum(static r => r.Inconclusive)} checks");
        }

        if (ops.Length == 0)
        {
            Page.Write("mutants", "dotnet run -c Release --project eng/Mutation -- mutants", lines);
        }

        return quiet == controls.Count && suite.All(static r => r.Fate != Fate.Survived) && inspected.All(static r => r.Passed == 0);
    }

    private static IEnumerable<string> Table(IEnumerable<MutantResult> results)
    {
        yield return "| Fault | Mutants | Equivalent | Killed | Survived | Killed by |";
        yield return "|---|---|---|---|---|---|";
        foreach (IGrouping<MutationKind, MutantResult> kind in results.GroupBy(static r => r.Mutation.Kind).OrderBy(static g => g.Key))
        {
            yield return Row(kind.Key.ToString(), [.. kind]);
        }

        yield return Row("**all**", [.. results]);
    }

    private static string Row(string name, MutantResult[] results)
    {
        string by = string.Join(", ", results.Where(static r => r.Fate == Fate.Killed).GroupBy(static r => r.By).OrderByDescending(static g => g.Count()).Select(static g => $"{g.Key} {g.Count()}"));
        int Count(Fate fate) => results.Count(r => r.Fate == fate);
        return $"| {name} | {results.Length} | {Count(Fate.Equivalent)} | {Count(Fate.Killed)} | {Count(Fate.Survived)} | {by} |";
    }

    private static IEnumerable<string> Checks(IEnumerable<InspectResult> results)
    {
        yield return "| Fault | Mode | Mutants | Caught | Checks | Fail | Inconclusive | Pass |";
        yield return "|---|---|---|---|---|---|---|---|";
        foreach (var kind in results.Where(static r => r.Checks > 0).GroupBy(static r => (r.Mutation.Kind, r.Mutation.Error)).OrderBy(static g => g.Key))
        {
            string name = kind.Key.Kind is MutationKind.Scale or MutationKind.Extra or MutationKind.ScaleElement ? string.Create(CultureInfo.InvariantCulture, $"{kind.Key.Kind} {kind.Key.Error:G2}") : kind.Key.Kind.ToString();
            yield return $"| {name} | {(kind.Key.Error < 1e-7 ? "thorough" : "default")} | {kind.Count()} | {kind.Count(static r => r.Failed > 0)} | {kind.Sum(static r => r.Checks)} "
                + $"| {kind.Sum(static r => r.Failed)} | {kind.Sum(static r => r.Inconclusive)} | {kind.Sum(static r => r.Passed)} |";
        }
    }
}
