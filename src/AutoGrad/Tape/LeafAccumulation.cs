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
                leaf.SetGrad(createGraph || isOurs ? dy : new Variable(dy.Data.Clone(), node: null), isOurs: !createGraph);
            }
            else if (!createGraph && leaf.GradIsOurs)
            {
                Ops.Clone.Instance.RunInto(grad.Data, WriteMode.Accumulate, dy.Data);
            }
            else
            {
                leaf.SetGrad(Recorder.Apply(Ops.Add.Instance, grad, dy), isOurs: !createGraph && grad.Node is null);
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
