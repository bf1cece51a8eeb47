namespace AutoGrad;

/// <summary>Finds the op whose rule produced a gradient that is not finite. PyTorch: torch.autograd.detect_anomaly.</summary>
internal static class Anomaly
{
    internal static void Check(Node node, PendingNodes pending)
    {
        foreach (PendingNodes.Entry entry in pending.Entries)
        {
            Node target = entry.Node;
            if (target.Cotangent is { } sum && IsInput(node, target) && !AllFinite.Instance.Run(sum.Data).Item<bool>())
            {
                throw new AutogradException(
                    $"{node.Op!.Name}: its rule returned a gradient that is not finite" +
                    $"{(node.Extras?.ModulePath is { } path ? $" (in {path})" : "")}. Forward call:{Environment.NewLine}{node.Extras?.ForwardTrace ?? "unknown: it was recorded before anomaly detection was switched on"}")
                {
                    Op = node.Op.Name,
                    ModulePath = node.Extras?.ModulePath,
                };
            }
        }
    }

    private static bool IsInput(Node node, Node target)
    {
        for (int i = 0; i < node.InputCount; i++)
        {
            if (ReferenceEquals(node.Edge(i), target))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Whether every element is a finite number, as one Bool, so that a device reads back a single byte.</summary>
internal sealed record AllFinite : Primitive
{
    internal static readonly AllFinite Instance = new();

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(Shape.Scalar, DType.Bool);

    protected internal override void Forward(in KernelContext context) => context.Output<byte>()[0] =
        (context.InputSpec(0).DType == DType.Float32 ? All(context.Input<float>(0)) : All(context.Input<double>(0))) ? (byte)1 : (byte)0;

    private static bool All<T>(ReadOnlySpan<T> values) where T : unmanaged, System.Numerics.INumberBase<T>
    {
        foreach (T value in values)
        {
            if (!T.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
