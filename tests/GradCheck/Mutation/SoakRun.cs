using System.Collections.Concurrent;
using AutoGrad.Checking;

namespace AutoGrad.Tests.Gradients;

/// <summary>What many checks of right rules said.</summary>
/// <param name="Checks">How many ran.</param>
/// <param name="Inconclusive">How many could not tell.</param>
/// <param name="OnKink">How many points lay on a kink.</param>
/// <param name="Failed">False alarms, with what they said.</param>
/// <param name="Unsure">The ops of the inconclusive ones, and how many.</param>
internal sealed record SoakResult(int Checks, int Inconclusive, int OnKink, string[] Failed, string[] Unsure);

/// <summary>Checks every op with the checker that users call, on new random samples each time: whatever fails is a false alarm.</summary>
internal static class SoakRun
{
    public static SoakResult Run(int checks, int seed, int parallel)
    {
        int done = 0, inconclusive = 0, kinks = 0, round = 0;
        var failed = new ConcurrentQueue<string>();
        var unsure = new ConcurrentDictionary<string, int>();
        var random = new Random(seed);
        while (Volatile.Read(ref done) < checks)
        {
            var draw = new OpDraw(random.Next(), 1 + random.Next(6), (SampleLayout)random.Next(3), round++ % 8 == 7 ? DType.Float32 : DType.Float64);
            Parallel.ForEach(OpCatalog.All, new ParallelOptions { MaxDegreeOfParallelism = parallel }, op =>
            {
                foreach (OpCall call in OpCall.At(op, draw).Where(static c => c.IsDifferentiable && c.Subject.Probe() is { Point.Length: > 0, Center.Values.Length: > 0 }))
                {
                    if (Interlocked.Increment(ref done) > checks)
                    {
                        return;
                    }

                    var options = new GradCheckOptions { Seed = draw.Seed, Order = 1 + (draw.Seed % 2), Mode = (GradCheckMode)(draw.Seed % 3), Directions = 2, Shrink = false };
                    GradCheckReport report = Checker.Run(call.Subject, options);
                    Interlocked.Add(ref kinks, report.BoundaryOps.Count > 0 ? 1 : 0);
                    if (report.Verdict == GradCheckVerdict.Inconclusive)
                    {
                        Interlocked.Increment(ref inconclusive);
                        unsure.AddOrUpdate(op.Name, 1, static (_, n) => n + 1);
                    }
                    else if (report.Verdict == GradCheckVerdict.Fail)
                    {
                        failed.Enqueue($"{call} with {options}:\n{report}");
                    }
                }
            });
        }

        return new SoakResult(Math.Min(done, checks), inconclusive, kinks, [.. failed], [.. unsure.OrderByDescending(static p => p.Value).Select(static p => $"{p.Key} {p.Value}")]);
    }
}
