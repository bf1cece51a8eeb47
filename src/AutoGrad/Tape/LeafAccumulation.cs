namespace AutoGrad;

/// <summary>Adds a complete gradient to a leaf's Grad. A gradient object the user has seen never changes: the sum goes to a new one.</summary>
internal static class LeafAccumulation
{
    internal static void Add(Variable leaf, Variable dy, bool createGraph, bool isOurs)
    {
        lock (leaf)
        {
            if (leaf.GradUnmarked is not { } grad)
            {
                leaf.GradUnmarked = createGraph || isOurs ? dy : new Variable(dy.Data.Clone(), node: null);
            }
            else if (!createGraph && !leaf.GradIsShared && grad.Node is null && grad.Data.IsContiguous)
            {
                Ops.Clone.Instance.RunInto(grad.Data, WriteMode.Accumulate, dy.Data);
            }
            else
            {
                leaf.GradUnmarked = Recorder.Apply(Ops.Add.Instance, grad, dy);
            }
        }

        if (leaf.ExtrasOrNull?.PostAccumulateHooks is { Count: > 0 } hooks)
        {
            foreach (Hook hook in hooks.ToArray())
            {
                ((Action<Variable>)hook.Function)(leaf);
            }
        }
    }
}
