namespace AutoGrad.Kernels;

/// <summary>What a matrix multiplication applies to each element after the bias.</summary>
internal enum Activation
{
    /// <summary>y = x.</summary>
    None,

    /// <summary>y = max(x, 0); NaN stays NaN.</summary>
    Relu,
}
