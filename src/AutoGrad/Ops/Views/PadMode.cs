namespace AutoGrad;

/// <summary>What stands outside the edges of a padded tensor. PyTorch: the mode of torch.nn.functional.pad.</summary>
public enum PadMode
{
    /// <summary>One value.</summary>
    Constant,

    /// <summary>The mirror image, the edge itself not repeated.</summary>
    Reflect,

    /// <summary>The element at the edge.</summary>
    Replicate,

    /// <summary>The other end, as on a ring.</summary>
    Circular,
}
