using AutoGrad.Checking;

namespace AutoGrad.Tests.Gradients;

/// <summary>What <see cref="GradCheck.Inspect(Op, Variable[], GradCheckOptions?, string)"/> says of a mutant, sample by sample.</summary>
/// <param name="Op">The op.</param>
/// <param name="Mutation">The fault.</param>
/// <param name="Checks">Checks in which the fault changed a gradient.</param>
/// <param name="Failed">How many of them failed, as they must.</param>
/// <param name="Inconclusive">How many said that an error might have gone unseen.</param>
/// <param name="Missed">The first that passed.</param>
internal sealed record InspectResult(string Op, Mutation Mutation, int Checks, int Failed, int Inconclusive, string? Missed)
{
    /// <summary>How many passed: the checker was wrong.</summary>
    public int Passed => Checks - Failed - Inconclusive;
}

/// <summary>Runs the checker that users call, at its default settings, on mutants.</summary>
internal static class InspectRun
{
    /// <summary>Each sample of each case once. A gradient kernel runs at order one, the rule beside it only at order two.</summary>
    public static InspectResult Judge(OpEntry op, Mutation mutation, bool thorough, int cases)
    {
        int checks = 0, failed = 0, inconclusive = 0;
        string? missed = null;
        foreach (OpDraw c in Cases.Of(op).Take(cases))
        {
            foreach (OpCall call in OpCall.At(op, c).Where(static c => c.IsDifferentiable))
            {
                if (MutationRun.Touch(call, mutation).Changed == 0)
                {
                    continue; // at this point the fault changes nothing
                }

                int order = mutation.Site == MutationSite.Rule && call.Sample.Op.HasPullbackKernel ? 2 : 1;
                GradCheckVerdict verdict = Verdict(call.With(Mutant.Of(call.Sample.Op, mutation)), new GradCheckOptions { Order = order, Thorough = thorough, Shrink = false, Seed = c.Seed });
                checks++;
                failed += verdict == GradCheckVerdict.Fail ? 1 : 0;
                inconclusive += verdict == GradCheckVerdict.Inconclusive ? 1 : 0;
                missed ??= verdict == GradCheckVerdict.Pass ? call.ToString() : null;
            }
        }

        return new InspectResult(op.Name, mutation, checks, failed, inconclusive, missed);
    }

    private static GradCheckVerdict Verdict(OpCall call, GradCheckOptions options)
    {
        try
        {
            return Checker.Run(call.Subject, options).Verdict;
        }
        catch (Exception refusal) when (refusal is ArgumentException or AutogradException)
        {
            return GradCheckVerdict.Fail; // the rule throws, and so does the check
        }
    }
}
