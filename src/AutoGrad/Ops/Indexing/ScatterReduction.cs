namespace AutoGrad;

/// <summary>How elements that meet at one place are combined. PyTorch: the reduce argument of torch.scatter_reduce.</summary>
public enum ScatterReduction
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The largest; equal ones share the gradient evenly.</summary>
    AMax,

    /// <summary>The smallest; equal ones share the gradient evenly.</summary>
    AMin,
}
