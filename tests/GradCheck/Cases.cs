using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Tests.Gradients;

/// <summary>The conditions under which an op's samples are drawn: FsCheck picks them and makes failing ones smaller.</summary>
internal sealed record Case(int Seed, int Size, SampleLayout Layout)
{
    public override string ToString() => $"new Sampler({Seed}, {Size}, SampleLayout.{Layout})";
}

/// <summary>Runs a law over an op's samples in many sizes, layouts and seeds.</summary>
internal static class Cases
{
    /// <summary>Default number of cases per op and law; AUTOGRAD_CASES sets another, for long runs.</summary>
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("AUTOGRAD_CASES"), out int count) ? count : 8;

    private static readonly Arbitrary<Case> Arbitrary = Arb.From(
        from seed in Gen.Choose(0, 9999)
        from size in Gen.Elements(1, 2, 3, 3, 4, 4, 5) // size 1 tells little apart, but must work
        from layout in Gen.Elements(SampleLayout.Contiguous, SampleLayout.Transposed, SampleLayout.Stepped)
        select new Case(seed, size, layout),
        Smaller);

    /// <summary>Fails with the smallest case found if the law does not hold; the law says why, or null.</summary>
    public static void Hold(OpEntry op, Func<OpCall, string?> law, DType dtype = DType.Float64, int? count = null) => Prop.ForAll(Arbitrary, (Case c) =>
    {
        foreach (OpCall call in OpCall.At(op, c.Seed, c.Size, c.Layout, dtype))
        {
            if (law(call) is { } violation)
            {
                Assert.Fail($"{violation}\n  in {call}");
            }
        }
    }).Check(Config(op, count ?? Count));

    /// <summary>The cases that <see cref="Hold"/> would run.</summary>
    public static List<Case> Of(OpEntry op, int? count = null)
    {
        var cases = new List<Case>();
        Prop.ForAll(Arbitrary, (Case c) => cases.Add(c)).Check(Config(op, count ?? Count));
        return cases;
    }

    /// <summary>The same cases in every run, other ones for every op; AUTOGRAD_FSCHECK_REPLAY=seed,gamma repeats a failure that printed them.</summary>
    private static Config Config(OpEntry op, int count)
    {
        string[]? replay = Environment.GetEnvironmentVariable("AUTOGRAD_FSCHECK_REPLAY")?.Split(',');
        ulong seed = replay is not null ? ulong.Parse(replay[0], null) : op.Name.Aggregate(17UL, static (h, c) => (h * 31) + c);
        ulong gamma = replay is not null ? ulong.Parse(replay[1], null) : 2024_11_20UL | 1;
        return FsCheck.Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true).WithReplay(seed, gamma);
    }

    private static IEnumerable<Case> Smaller(Case c)
    {
        if (c.Layout != SampleLayout.Contiguous)
        {
            yield return c with { Layout = SampleLayout.Contiguous };
        }

        for (int size = 1; size < c.Size; size++)
        {
            yield return c with { Size = size };
        }

        for (int seed = c.Seed / 2; seed != c.Seed; seed += Math.Max(1, (c.Seed - seed) / 2))
        {
            yield return c with { Seed = seed };
        }
    }
}
