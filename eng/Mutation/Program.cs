using System.Diagnostics;
using AutoGrad.Tests.Gradients;

var watch = Stopwatch.StartNew();
var results = new System.Collections.Concurrent.ConcurrentBag<MutantResult>();
string[] filter = args;
AutoGrad.Parallelism.MaxThreads = 1;
Parallel.ForEach(OpCatalog.All.Where(o => filter.Length == 0 || filter.Contains(o.Name)), new ParallelOptions { MaxDegreeOfParallelism = 2 }, op =>
{
    var own = Stopwatch.StartNew();
    var run = new MutationRun(op);
    int n = 0;
    foreach (Mutation m in run.Mutations())
    {
        results.Add(run.Judge(m));
        n++;
    }
    if (own.ElapsedMilliseconds > 2000) Console.WriteLine($"{op.Name}: {n} mutants, {own.ElapsedMilliseconds} ms");
});
foreach (var g in results.GroupBy(r => r.Mutation.Kind).OrderBy(g => g.Key))
    Console.WriteLine($"{g.Key,-14} {g.Count(),5} killed {g.Count(r => r.Fate == Fate.Killed),5} equivalent {g.Count(r => r.Fate == Fate.Equivalent),4} survived {g.Count(r => r.Fate == Fate.Survived),4}   {string.Join(" ", g.Where(r => r.Fate == Fate.Killed).GroupBy(r => r.By).Select(b => $"{b.Key}:{b.Count()}"))}");
Console.WriteLine($"{results.Count} in {watch.Elapsed}");
foreach (var r in results.Where(r => r.Fate == Fate.Survived).OrderBy(r => r.Op)) Console.WriteLine($"SURVIVED {r.Op} {r.Mutation} {r.By}");
foreach (var r in results.Where(r => r.Fate == Fate.Equivalent).OrderBy(r => r.Op)) Console.WriteLine($"EQUIVALENT {r.Op} {r.Mutation} {r.By}");
foreach (var r in results.Where(r => r.Fate == Fate.Killed && r.Detail.Contains("Exception")).OrderBy(r => r.Op)) Console.WriteLine($"THREW {r.Op} {r.Mutation} {r.Detail[..Math.Min(150, r.Detail.Length)]}");
