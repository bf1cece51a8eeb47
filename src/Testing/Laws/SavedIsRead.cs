using AutoGrad.Checking;

namespace AutoGrad.Testing;

/// <summary>Whatever an op saves its rule reads: nothing is kept alive for nothing.</summary>
internal sealed class SavedIsRead : OpLaw
{
    public override OpLaws Flag => OpLaws.SavedIsRead;

    public override string Name => "what is saved is read";

    public override string Remedy => "Leave it out of Saves, or out of SavesWhen if it is read only when other inputs require gradients.";

    public override string? Check(OpCall call)
    {
        if (!call.IsDifferentiable || call.Sample.Op is IComposed) // a composition starts from all inputs at order two
        {
            return null;
        }

        for (int slot = 0; ; slot++)
        {
            Subject subject = call.Subject;
            Variable[] x = subject.Variables();
            Variable[] y = [.. subject.Run(x).Where(static t => t.RequiresGrad)];
            if (y.Length == 0 || Slots(y[0]).ElementAtOrDefault(slot) is not { } remove)
            {
                return null;
            }

            string what = remove();
            if (!Throws(subject, x, y, createGraph: true) && !Throws(subject, x, y, createGraph: false))
            {
                return $"{what} is saved, but no rule reads it";
            }
        }
    }

    private static bool Throws(Subject subject, Variable[] x, Variable[] y, bool createGraph)
    {
        try
        {
            Autodiff.Grad(y, [.. subject.Active.Select(i => x[i])], Subject.Cotangents(y, new Random(1)), createGraph, retainGraph: true, allowUnused: true);
            return false;
        }
        catch (AutogradException)
        {
            return true;
        }
    }

    /// <summary>Each saved value of the node, as a way to take it out that names it.</summary>
    private static IEnumerable<Func<string>> Slots(Variable y)
    {
        Node node = y.Node is OutputNode part ? part.E0! : y.Node!;
        if (node.Saved0 is not null)
        {
            yield return () => { node.Saved0 = null; return "input 0"; };
        }

        if (node.Saved1 is not null)
        {
            yield return () => { node.Saved1 = null; return "input 1"; };
        }

        if (node.SavedOutput is not null)
        {
            yield return () => { node.SavedOutput = null; return "the output"; };
        }

        for (int i = 0; i < (node.More?.Inputs.Length ?? 0); i++)
        {
            int input = i;
            if (node.More!.Inputs[i].Saved is not null)
            {
                yield return () => { node.More.Inputs[input].Saved = null; return $"input {input}"; };
            }
        }

        for (int k = 0; k < (node.More?.Outputs?.Length ?? 0); k++)
        {
            int output = k;
            if (node.More!.Outputs![k] is not null)
            {
                yield return () => { node.More.Outputs[output] = null; return $"output {output}"; };
            }
        }
    }
}
