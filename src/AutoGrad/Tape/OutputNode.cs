namespace AutoGrad;

/// <summary>One output of an op that has several: its edge leads to the op's node, which collects the cotangents of all outputs.</summary>
internal sealed class OutputNode(Node producer, int index, TensorSpec spec) : Node(OutputOf.Instance, spec, producer, null)
{
    internal readonly int Index = index;

    /// <summary>The op of these nodes; the engine hands their cotangent on without a rule.</summary>
    private sealed record OutputOf : Op
    {
        internal static readonly OutputOf Instance = new();

        protected internal override int Arity => 1;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

        protected internal override void Forward(in KernelContext context) => throw new System.Diagnostics.UnreachableException();

        protected internal override void Pullback(in PullbackContext context) => throw new System.Diagnostics.UnreachableException();
    }
}
