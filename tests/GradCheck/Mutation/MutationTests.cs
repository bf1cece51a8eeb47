namespace AutoGrad.Tests.Gradients;

/// <summary>The checks are checked: faults planted in the rule of every op must be caught by that op's own checks. The full run: eng/Mutation.</summary>
public sealed class MutationTests
{
    /// <summary>How many faults per op run with the tests; which ones changes from op to op, so that every kind is planted in many.</summary>
    private const int PerOp = 2;

    private static readonly Custom Cube = Custom.Cube(Custom.CubeRule);

    public static TheoryData<string> Ops => OpCatalog.Names;

    [Theory]
    [MemberData(nameof(Ops))]
    public void Faults_in_its_rule_are_caught(string op)
    {
        var run = new MutationRun(OpCatalog.Get(op));
        Mutation[] all = [.. run.Conceivable()];
        new Random(op.Aggregate(0, static (h, c) => (h * 31) + c)).Shuffle(all);
        foreach (Mutation mutation in all.Where(run.Applies).Take(PerOp))
        {
            MutantResult result = run.Judge(mutation);
            Assert.True(result.Fate != Fate.Survived, $"{result.Op}: {result.Mutation} survives every check; {result.By}");
        }
    }

    [Fact]
    public void Every_kind_of_fault_is_killed_in_a_plain_op()
    {
        MutantResult[] results = Results(new OpEntry("Cube", Samples(Cube), static _ => []));
        Assert.Equal(
            [
                MutationKind.Drop, MutationKind.Negate, MutationKind.Scale, MutationKind.Extra, MutationKind.Transpose,
                MutationKind.WrongSaved, MutationKind.StaleSaved, MutationKind.ZeroElement, MutationKind.ScaleElement,
            ],
            results.Where(static r => r.Fate == Fate.Killed).Select(static r => r.Mutation.Kind).Distinct().Order());
        Assert.DoesNotContain(results, static r => r.Fate == Fate.Survived);
    }

    [Fact]
    public void A_fault_that_changes_nothing_is_equivalent()
    {
        // The derivative of a step is zero: neither its sign nor its size can be wrong.
        Custom step = new Custom(static (x, i) => Math.Floor(x[0][i]), static (in PullbackContext c) => c.Add(0, c.Dy() * 0.0))
        {
            Branches = static (x, r) => r.Integers("Floor", x),
            Convention = "0 at the jumps",
        };
        Assert.All(Results(new OpEntry("Floor", Samples(step), static _ => [])), static r => Assert.Equal(r.Mutation.Kind == MutationKind.Extra ? Fate.Killed : Fate.Equivalent, r.Fate));
    }

    [Fact]
    public void A_fault_that_no_sample_reaches_survives()
    {
        // Every sample has one row, so that a transposed gradient is right in all of them but the later, larger ones.
        var narrow = new OpEntry("Cube", static s => [new Sample(Cube, s.Uniform(s.Size < 6 ? [1, s.Size] : [s.Size, s.Size]))], static _ => []);
        MutantResult transposed = Results(narrow).Single(static r => r.Mutation.Kind == MutationKind.Transpose);
        Assert.Equal(Fate.Survived, transposed.Fate);
        Assert.Contains("out of reach of the samples", transposed.By, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_gradients_that_pass_are_counted()
    {
        var cube = new OpEntry("Cube", Samples(Cube), static _ => []);
        var fault = new Mutation(MutationKind.Scale, MutationSite.Rule, 0);
        InspectResult seen = InspectRun.Judge(cube, fault, thorough: false, cases: 4), unseen = InspectRun.Judge(cube, fault with { Error = 1e-15 }, thorough: false, cases: 4);
        Assert.Equal((seen.Checks, seen.Checks, 0, null), (seen.Checks, seen.Failed, seen.Passed, seen.Missed));
        Assert.True(unseen is { Passed: > 0, Missed: not null });
    }

    [Fact]
    public void The_decorator_alone_fails_no_check()
    {
        foreach (string op in (string[])["Mul", "Exp", "Softmax", "LayerNorm", "Gather", "Max", "Lstm"])
        {
            var run = new MutationRun(OpCatalog.Get(op));
            Assert.Equal(Fate.Equivalent, run.Judge(new Mutation(MutationKind.Scale, MutationSite.Rule, 0) { Error = 0 }).Fate);
        }
    }

    [Fact]
    public void Right_rules_raise_no_alarm()
    {
        SoakResult result = SoakRun.Run(checks: 500, seed: 7, parallel: 1);
        Assert.Empty(result.Failed);
        Assert.Equal(500, result.Checks);
    }

    private static MutantResult[] Results(OpEntry op)
    {
        var run = new MutationRun(op);
        return [.. run.Mutations().Select(run.Judge)];
    }

    private static Func<Sampler, IEnumerable<Sample>> Samples(Op op) => s => [new Sample(op, s.Uniform(s.Shape(1)))];
}
