using AutoGrad.Checking;

namespace AutoGrad.Testing;

/// <summary>A backward pass writes to nothing its node saved, statistics included.</summary>
internal sealed class SavedStaysUnmodified : OpLaw
{
    public override OpLaws Flag => OpLaws.SavedStaysUnmodified;

    public override string Name => "saved values stay unmodified";

    public override string Remedy => "Let the rule write into tensors of its own: a second backward pass, or another operation, may read what was saved.";

    public override string? Check(OpCall call)
    {
        if (!call.IsDifferentiable)
        {
            return null;
        }

        Subject subject = call.Subject;
        Variable[] x = subject.Variables();
        Variable[] y = [.. subject.Run(x).Where(static t => t.RequiresGrad)];
        if (y.Length == 0)
        {
            return null;
        }

        Variable[] saved = [.. Saved(y[0])];
        double[][] before = Array.ConvertAll(saved, static s => s.Data.ToDoubles());
        Autodiff.Grad(y, [.. subject.Active.Select(i => x[i])], Subject.Cotangents(y, call.Random), retainGraph: true, allowUnused: true);
        return saved.Zip(before).All(static pair => pair.First.Data.ToDoubles().AsSpan().SequenceEqual(pair.Second)) ? null : "the backward pass changed one";
    }

    private static IEnumerable<Variable> Saved(Variable y)
    {
        Node node = y.Node is OutputNode output ? output.E0! : y.Node!;
        Variable?[] saved = [node.Saved0, node.Saved1, node.SavedOutput, .. (node.More?.Inputs ?? []).Select(static input => input.Saved), .. node.More?.Outputs ?? []];
        return saved.OfType<Variable>();
    }
}
