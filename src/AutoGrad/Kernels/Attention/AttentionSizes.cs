namespace AutoGrad.Kernels;

/// <summary>The numbers of one attention: queries [N, H, L, E], keys [N, H, S, E], values [N, H, S, D], and the strides of a mask that broadcasts to [N, H, L, S].</summary>
internal struct AttentionSizes
{
    public int N, H, L, S, E, D;
    public double Scale;
    public bool IsCausal;

    /// <summary>Strides of the mask in elements; 0 where it broadcasts.</summary>
    public int MaskN, MaskH, MaskL, MaskS;
}

/// <summary>The mask of an attention: one of two pointers, or neither.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe struct AttentionMask<T> where T : unmanaged
{
    /// <summary>Not zero where a query may see a key.</summary>
    public byte* Allowed;

    /// <summary>Added to the scores.</summary>
    public T* Added;
}
