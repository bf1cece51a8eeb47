namespace AutoGrad;

/// <summary>Copies between tensors of one shape and dtype, at any strides.</summary>
internal static class TensorCopy
{
    internal static void Copy(Tensor source, Tensor target) => Elementwise.Copy(target, source, accumulate: false);
}
