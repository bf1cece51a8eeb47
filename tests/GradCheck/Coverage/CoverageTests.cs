using Xunit.Abstractions;

namespace AutoGrad.Tests.Gradients;

/// <summary>The coverage law: no op without samples, both orders checked, refusals and a stated subgradient where it has kinks. Exemptions state their reason and are printed.</summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    /// <summary>What an op may lack, and why.</summary>
    private static readonly Dictionary<(string Op, string Lack), string> Exempt = new()
    {
        [("IsIn", "refusals")] = "takes any two tensors; beside them it refuses what every op refuses",
        [("NllLossGrad", "refusals")] = "made by NllLoss alone, after NllLoss has judged shapes and labels",
        [("Sinc", "refusals")] = "its order is chosen by Sinc() and by its own rule, never by a caller",
    };

    /// <summary>Ops that nobody applies.</summary>
    private static readonly Dictionary<string, string> Inner = new()
    {
        ["OutputOf"] = "stands for one output of an op with several and hands its cotangent on; it has no kernel and no rule",
        ["HookedIdentity"] = "hands on what a module's backward hooks make of the cotangents: its rule is the user's",
    };

    public static TheoryData<string> Ops => OpCatalog.Names;

    [Fact]
    public void Every_op_of_the_libraries_is_in_the_catalog()
    {
        string[] missing = [.. AllOps().Select(static t => t.Name).Where(static name => !OpCatalog.Has(name))];
        Array.ForEach(missing, name => output.WriteLine($"{name}: {Inner.GetValueOrDefault(name)}"));
        Assert.Equal(Inner.Keys.Order(), missing.Order());
        Assert.True(OpCatalog.All.Count() > 200);
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void Every_op_is_covered(string op) => Report(op, Gaps(OpCatalog.Get(op)));

    [Fact]
    public void An_exemption_is_struck_off_once_nothing_needs_it() =>
        Assert.DoesNotContain(Exempt.Keys, static e => !Gaps(OpCatalog.Get(e.Op)).Contains(e.Lack));

    [Fact]
    public void Gaps_are_reported()
    {
        Custom kinked = Custom.Cube(Custom.CubeRule) with { Branches = static (x, r) => r.Threshold("Cube", x, 0) };
        Assert.Equal(["refusals", "a subgradient note"], Gaps(new OpEntry("Cube", s => [new Sample(kinked, s.Uniform([2]))], static _ => [])));
        Assert.Equal(["samples", "refusals"], Gaps(new OpEntry("None", static _ => [], static _ => [])));
        Custom elsewhere = new(static (x, i) => double.NaN, static (in PullbackContext c) => c.Add(0, c.Dy()));
        Assert.Equal(["a check at order 1", "a check at order 2", "refusals"], Gaps(new OpEntry("Nan", s => [new Sample(elsewhere, s.Uniform([2]))], static _ => [])));
    }

    private static IEnumerable<string> Gaps(OpEntry op)
    {
        OpCall[] calls = [.. Cases.Of(op).SelectMany(c => OpCall.At(op, c))];
        if (calls.Length == 0)
        {
            yield return "samples";
        }

        for (int order = 1; order <= 2 && Array.Exists(calls, static c => c.IsDifferentiable); order++)
        {
            if (Array.TrueForAll(calls, call => Compared(call, order) == 0))
            {
                yield return $"a check at order {order}";
            }
        }

        if (!op.ErrorSamples(new Sampler(0)).Any() && !(calls.Length > 0 && TakesAnything(calls[0].Sample.Op) && RefusalTests.Common(calls[0].Sample).Any()))
        {
            yield return "refusals";
        }

        if (Array.Exists(calls, static c => c is { IsDifferentiable: true, Sample.Op: { IsPiecewise: true, Subgradient: null } }))
        {
            yield return "a subgradient note";
        }
    }

    /// <summary>One input of any shape, and parameters that may be any number: such an op refuses only what all refuse, a missing or a surplus input.</summary>
    private static bool TakesAnything(Op op) => op.Arity == 1
        && Array.TrueForAll(op.GetType().GetProperties(), static p => p.DeclaringType!.IsAbstract || p.GetMethod!.GetBaseDefinition().DeclaringType != p.DeclaringType
            || p.PropertyType == typeof(double) || p.PropertyType == typeof(double?) || p.PropertyType == typeof(Scalar) || p.PropertyType == typeof(DType));

    /// <summary>How many derivatives a check compared.</summary>
    private static int Compared(OpCall call, int order)
    {
        int compared = 0;
        OpChecks.Order(call, order, ref compared);
        return compared;
    }

    private static IEnumerable<Type> AllOps() =>
        from assembly in OpCatalog.Assemblies
        from type in assembly.GetTypes()
        where type is { IsAbstract: false, ContainsGenericParameters: false } && type.IsSubclassOf(typeof(Op))
        select type;

    private void Report(string op, IEnumerable<string> gaps)
    {
        string[] all = [.. gaps];
        foreach (string exempt in all.Where(g => Exempt.ContainsKey((op, g))))
        {
            output.WriteLine($"{op} lacks {exempt}: {Exempt[(op, exempt)]}");
        }

        Assert.DoesNotContain(all, g => !Exempt.ContainsKey((op, g)));
    }
}
