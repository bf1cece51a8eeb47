namespace AutoGrad.Tests.Gradients;

/// <summary>How the checks of tests/GradCheck judge a mutant.</summary>
internal enum Fate
{
    /// <summary>A check failed, as it must.</summary>
    Killed,

    /// <summary>The fault changed no bit of any gradient, in the checks and in many more and larger samples: it is no fault in this op.</summary>
    Equivalent,

    /// <summary>Every check passed although gradients were wrong.</summary>
    Survived,
}

/// <summary>One mutant's end.</summary>
/// <param name="Op">The op.</param>
/// <param name="Mutation">The fault.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="By">The check that failed; for an equivalent or surviving mutant what was counted.</param>
/// <param name="Detail">The failure's text.</param>
internal sealed record MutantResult(string Op, Mutation Mutation, Fate Fate, string By, string Detail);

/// <summary>Runs mutants of one op through the op's own checks, on the very cases that the tests run.</summary>
internal sealed class MutationRun
{
    /// <summary>Laws that a mutant breaks by being a decorator, not by its fault: it may save more than it reads, and it is no record made by the op's samples.</summary>
    private static readonly Type[] BrokenByDecorating = [typeof(SavedIsRead), typeof(EqualOpsAreEqual)];

    /// <summary>How many further cases a mutant must leave unchanged to count as equivalent.</summary>
    private const int Further = 60;

    private readonly OpEntry _op;
    private readonly OpCall[] _calls;
    private readonly Lazy<OpCall[]> _more;

    public MutationRun(OpEntry op, int? cases = null)
    {
        _op = op;
        _calls = [.. Cases.Of(op, cases).SelectMany(c => OpCall.At(op, c)).Where(static c => c.IsDifferentiable)];
        _more = new Lazy<OpCall[]>(() => [.. Enumerable.Range(0, Further).SelectMany(i => OpCall.At(op, new OpDraw(10_000 + i, 2 + (i % 5), SampleLayout.Contiguous))).Where(static c => c.IsDifferentiable).SelectMany(Scattered)]);
    }

    /// <summary>Every fault that can be planted in this op: which apply is read off its samples.</summary>
    public IEnumerable<Mutation> Mutations() => Conceivable().Where(Applies);

    /// <summary>Every fault of the op's number of inputs and outputs, whether or not it touches a gradient.</summary>
    public IEnumerable<Mutation> Conceivable()
    {
        int inputs = _calls.Select(static c => c.Sample.Inputs.Length).DefaultIfEmpty().Max(), outputs = _calls.Select(static c => c.Sample.Op.OutputCount).DefaultIfEmpty().Max();
        foreach (MutationSite site in Enum.GetValues<MutationSite>().Where(s => s == MutationSite.Rule || Array.Exists(_calls, static c => c.Sample.Op.HasPullbackKernel)))
        {
            for (int a = 0; a < inputs + outputs; a++)
            {
                foreach (MutationKind kind in Enum.GetValues<MutationKind>())
                {
                    bool pair = kind is MutationKind.SwapOperands or MutationKind.WrongSaved, saved = kind is MutationKind.WrongSaved or MutationKind.StaleSaved;
                    int from = !pair ? -1 : kind == MutationKind.SwapOperands ? a + 1 : 0, to = !pair ? 0 : saved ? inputs + outputs : inputs;
                    for (int b = from; b < to; b++)
                    {
                        if (b != a && (saved || a < inputs))
                        {
                            yield return new Mutation(kind, site, a, b);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Whether a call exists in which the fault touches a gradient at all.</summary>
    public bool Applies(Mutation mutation) => Array.Exists([.. _calls, .. _more.Value], call => Touch(call, mutation).Seen > 0);

    /// <summary>One backward pass of the mutant: how many gradients its fault could have changed and did. A rule that refuses the wrong value has changed.</summary>
    public static (int Seen, int Changed) Touch(OpCall call, Mutation mutation)
    {
        var mutant = Mutant.Of(call.Sample.Op, mutation);
        try
        {
            Touch(call.With(mutant), mutation.Site);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return mutant.Mutation.Kind is MutationKind.WrongSaved or MutationKind.StaleSaved && !Refuses(call) ? (1, 1) : (0, 0);
        }

        return (mutant.Seen, mutant.Changed);
    }

    /// <summary>Whether the op itself cannot be differentiated there: values spread by chance may lie outside its domain.</summary>
    private static bool Refuses(OpCall call)
    {
        try
        {
            Touch(call, MutationSite.Rule);
            return false;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return true;
        }
    }

    private static bool IsRefusal(Exception e) => e is ArgumentException or AutogradException or InvalidOperationException or IndexOutOfRangeException;

    private static void Touch(OpCall call, MutationSite site)
    {
        Checking.Subject subject = call.Subject;
        Variable[] x = subject.Variables(), y = [.. subject.Run(x).Where(static t => t.RequiresGrad)];
        if (y.Length > 0)
        {
            Autodiff.Grad(y, [.. subject.Active.Select(i => x[i])], Checking.Subject.Cotangents(y, call.Random), createGraph: site == MutationSite.Rule, allowUnused: true);
        }
    }

    /// <summary>A call, and the same one with values spread over other pieces of the op than its samples keep to.</summary>
    private static IEnumerable<OpCall> Scattered(OpCall call)
    {
        Random random = call.Random;
        yield return call;
        yield return call.With([.. call.Sample.Inputs.Select((t, i) => call.Active.Contains(i)
            ? Tensor.From<double>(Array.ConvertAll(t.ToDoubles(), x => x * random.GetItems<double>([-1, 0.1, 1, 3], 1)[0])).Reshape(t.Shape).To(t.DType)
            : t)]);
    }

    /// <summary>Runs the checks until one fails.</summary>
    public MutantResult Judge(Mutation mutation)
    {
        int seen = 0, changed = 0;
        double largest = 0;
        foreach ((string name, Func<OpCall, string?> check) in Checks())
        {
            foreach (OpCall call in _calls)
            {
                var mutant = Mutant.Of(call.Sample.Op, mutation);
                string? violation;
                try
                {
                    violation = check(call.With(mutant));
                }
                catch (Exception e) when (IsRefusal(e))
                {
                    violation = $"{e.GetType().Name}: {e.Message}";
                }

                seen += mutant.Seen;
                changed += mutant.Changed;
                largest = Math.Max(largest, mutant.Largest);
                if (violation is not null)
                {
                    return new MutantResult(_op.Name, mutation, Fate.Killed, name, $"{violation} in {call}");
                }
            }
        }

        if (changed == 0)
        {
            int touched = 0;
            foreach (OpCall call in _more.Value)
            {
                (int s, int c) = Touch(call, mutation);
                seen += s;
                changed += c;
                touched += c > 0 ? 1 : 0;
            }

            if (changed > 0)
            {
                return new MutantResult(_op.Name, mutation, Fate.Survived, $"out of reach of the samples: {touched} of {_more.Value.Length} others show it", "");
            }
        }

        string counted = FormattableString.Invariant($"{changed} of {seen} gradients differ, by up to {largest:G2}");
        return new MutantResult(_op.Name, mutation, changed == 0 ? Fate.Equivalent : Fate.Survived, counted, "");
    }

    private static IEnumerable<(string Name, Func<OpCall, string?> Check)> Checks()
    {
        int compared = 0;
        yield return ("order 1", call => OpChecks.Order(call, 1, ref compared));
        yield return ("order 2", call => OpChecks.Order(call, 2, ref compared));
        yield return ("properties", OpChecks.Properties);
        yield return ("forward", OpChecks.Forward);
        yield return ("laws", static call => OpChecks.Laws(call, static law => !BrokenByDecorating.Contains(law.GetType())));
    }
}
