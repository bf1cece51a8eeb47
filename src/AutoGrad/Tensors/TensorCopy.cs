namespace AutoGrad;

/// <summary>Copies between tensors of one shape, at any strides.</summary>
internal static class TensorCopy
{
    /// <summary>Copies elements of one dtype.</summary>
    internal static void Copy(Tensor source, Tensor target) => Elementwise.Copy(target, source, accumulate: false);

    /// <summary>The CPU tensor itself if it has the dtype and is contiguous, else a converted dense copy.</summary>
    internal static unsafe Tensor Convert(Tensor source, DType dtype)
    {
        if (source.DType == dtype && source.IsContiguous)
        {
            return source;
        }

        Tensor target = Backend.Cpu.Allocate(new TensorSpec(source.Shape, dtype));
        Elementwise.Run(Kernels.Conversion.Loop(source.DType, dtype), null, target, accumulate: false, source);
        return target;
    }
}
