namespace AutoGrad;

/// <summary>Says why no gradient can flow: where the path from an output to an input broke.</summary>
internal static class BrokenPath
{
    internal static AutogradException NoGraph(string caller, Variable output) => Errors.Autograd(
        caller,
        !output.DType.IsFloat()
            ? $"the output has dtype {output.DType}, which carries no gradient. Keep the computation in Float32 or Float64."
            : !Mode.Current.Grad
                ? "the output has no graph and recording is off here. Compute it outside NoGrad()."
                : "the output has no graph: it was computed from constants, under NoGrad(), or after Detach(). Set RequiresGrad on an input before computing it; a gradient has a graph when it was computed with createGraph: true.");

    internal static AutogradException Explain(ReadOnlySpan<Variable> outputs, Variable input, int index)
    {
        Node target = input.Node!;
        var seen = new HashSet<Node>();
        var open = new Stack<Node>();
        foreach (Variable output in outputs)
        {
            open.Push(output.Node!);
        }

        var leaves = new List<string>();
        var ends = new List<string>();
        while (open.TryPop(out Node? node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            if (node.Op is null)
            {
                leaves.Add($"{node.DType} {node.Shape}");
                continue;
            }

            for (int i = 0; i < node.InputCount; i++)
            {
                if (node.Edge(i) is { } edge)
                {
                    open.Push(edge);
                }
                else if (ends.Count < 5)
                {
                    ends.Add($"input {i} of {node.Op.Name}{(node.Extras?.ModulePath is { } path ? $" in {path}" : "")}");
                }
            }
        }

        return Errors.Autograd(
            "Grad",
            $"no path leads from the output to input {index}, {input.DType} {input.Shape}{(target.Op is null ? "" : $" (computed by {target.Op.Name})")}. " +
            $"The output's graph has {seen.Count} nodes and ends at {(leaves.Count == 0 ? "no leaf" : string.Join(", ", leaves.Take(5)))}" +
            $"{(ends.Count == 0 ? "" : $"; constants enter at {string.Join(", ", ends)}, where a Detach() or NoGrad() may have cut it")}. " +
            "Compute the output from this very variable, or call Grad([output], [input], allowUnused: true) for null.");
    }
}
