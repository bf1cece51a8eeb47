namespace AutoGrad.NN;

/// <summary>What a convolution layer sees outside the edges of its input. PyTorch: padding_mode of torch.nn.Conv2d.</summary>
public enum PaddingMode
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The mirror image, the edge itself not repeated.</summary>
    Reflect,

    /// <summary>The element at the edge.</summary>
    Replicate,

    /// <summary>The other end, as on a ring.</summary>
    Circular,
}
