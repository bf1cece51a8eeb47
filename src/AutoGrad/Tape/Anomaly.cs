namespace AutoGrad;

/// <summary>Finds the op whose rule produced a gradient that is not finite. PyTorch: torch.autograd.detect_anomaly.</summary>
internal static class Anomaly
{
    internal static void Check(Node node, ReadOnlySpan<Node> pending)
    {
        foreach (Node target in pending)
        {
            if (target.Cotangent is { } sum && IsInput(node, target) && !AllFinite(sum.Data))
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

    private static bool AllFinite(Tensor t)
    {
        Tensor cpu = t.Contiguous();
        return cpu.DType == DType.Float32
            ? cpu.KernelSpan<float>().IndexOfAnyExceptFinite() < 0
            : cpu.KernelSpan<double>().IndexOfAnyExceptFinite() < 0;
    }

    private static int IndexOfAnyExceptFinite<T>(this Span<T> values) where T : unmanaged, System.Numerics.INumberBase<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!T.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
