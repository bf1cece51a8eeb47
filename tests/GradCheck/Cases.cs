using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Tests.Gradients;

/// <summary>Runs a law over an op's samples in many sizes, layouts and seeds.</summary>
internal static class Cases
{
    /// <summary>So many cases are drawn for each that runs: those run whose samples add something new.</summary>
    private const int DrawnPerCase = 8;

    /// <summary>Default number of cases per op and law; AUTOGRAD_CASES sets another, for long runs.</summary>
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("AUTOGRAD_CASES"), out int count) ? count : 8;

    private static readonly Gen<OpDraw> Generator =
        from seed in Gen.Choose(0, 9999)
        from size in Gen.Elements(1, 2, 3, 3, 4, 4, 5) // size 1 tells little apart, but must work
        from layout in Gen.Elements(SampleLayout.Contiguous, SampleLayout.Transposed, SampleLayout.Stepped)
        select new OpDraw(seed, size, layout);

    private static readonly ConcurrentDictionary<(string Op, int Count), IReadOnlyList<OpDraw>> Chosen = new();

    /// <summary>Fails with the smallest case found if the law does not hold; the law says why, or null.</summary>
    public static void Hold(OpEntry op, Func<OpCall, string?> law, DType dtype = DType.Float64, int? count = null)
    {
        foreach (OpDraw c in Of(op, count))
        {
            Prop.ForAll(Arb.From(Gen.Constant(c), Smaller), (OpDraw one) =>
            {
                foreach (OpCall call in OpCall.At(op, one with { DType = dtype }))
                {
                    if (law(call) is { } violation)
                    {
                        Assert.Fail($"{violation}\n  in {call}");
                    }
                }
            }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1).WithQuietOnSuccess(true));
        }
    }

    /// <summary>The cases of an op: the same in every run, other ones for every op. AUTOGRAD_FSCHECK_REPLAY=seed,gamma draws others.</summary>
    public static IReadOnlyList<OpDraw> Of(OpEntry op, int? count = null) => Chosen.GetOrAdd((op.Name, count ?? Count), key => Choose(op, Drawn(op, key.Count * DrawnPerCase), key.Count));

    private static List<OpDraw> Drawn(OpEntry op, int count)
    {
        string[]? replay = Environment.GetEnvironmentVariable("AUTOGRAD_FSCHECK_REPLAY")?.Split(',');
        ulong seed = replay is not null ? ulong.Parse(replay[0], null) : op.Name.Aggregate(17UL, static (h, c) => (h * 31) + c);
        ulong gamma = replay is not null ? ulong.Parse(replay[1], null) : 2024_11_20UL | 1;
        var cases = new List<OpDraw>();
        Prop.ForAll(Arb.From(Generator), (OpDraw c) => cases.Add(c)).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true).WithReplay(seed, gamma));
        return cases;
    }

    /// <summary>One after the other the case whose samples have most that no chosen one has: square, broadcast and long shapes of each input, layouts, parameters.</summary>
    private static List<OpDraw> Choose(OpEntry op, List<OpDraw> drawn, int count)
    {
        HashSet<string>[] features = [.. drawn.Select(c => Features(op, c))];
        var seen = new HashSet<string>();
        var chosen = new List<OpDraw>();
        while (chosen.Count < count)
        {
            int best = Enumerable.Range(0, drawn.Count).MaxBy(i => features[i].Count);
            chosen.Add(drawn[best]);
            seen.UnionWith(features[best]);
            drawn.RemoveAt(best);
            features = [.. features.Where((_, i) => i != best)];
            Array.ForEach(features, f => f.ExceptWith(seen));
        }

        return chosen;
    }

    private static HashSet<string> Features(OpEntry op, OpDraw c)
    {
        var features = new HashSet<string>();
        foreach (OpCall call in OpCall.At(op, c))
        {
            Tensor[] inputs = call.Sample.Inputs;
            Shape y = call.Sample.Op.Infer(Array.ConvertAll(inputs, static t => t.Spec)).Shape;
            features.Add($"{call.Index} {call.Sample.Op}");
            features.Add($"{call.Index} {c.Layout}");
            for (int i = 0; i < inputs.Length; i++)
            {
                Shape x = inputs[i].Shape;
                ReadOnlySpan<int> sizes = x.AsSpan();
                features.Add($"{call.Index} {i} rank {x.Rank}");
                Add(x.Rank >= 2 && sizes[^1] > 1 && sizes[^1] == sizes[^2], "square");
                Add(x.NumEl < y.NumEl && x.Rank <= y.Rank, "broadcast");
                Add(x.NumEl > 1 && x == y, "whole");
                Add(x.Rank > 0 && sizes[^1] > 3, "long");
                for (int j = 0; j < i; j++)
                {
                    Add(x.NumEl > 1 && x == inputs[j].Shape, $"like {j}");
                }

                void Add(bool present, string what)
                {
                    if (present)
                    {
                        features.Add($"{call.Index} {i} {what}");
                    }
                }
            }
        }

        return features;
    }

    private static IEnumerable<OpDraw> Smaller(OpDraw c)
    {
        foreach (OpDraw smaller in c.Smaller())
        {
            yield return smaller;
        }

        for (int seed = c.Seed / 2; seed != c.Seed; seed += Math.Max(1, (c.Seed - seed) / 2))
        {
            yield return c with { Seed = seed };
        }
    }
}
