using System.Runtime.InteropServices;

namespace AutoGrad.VsPyTorch;

/// <summary>Tensors as the bytes of their elements in row order.</summary>
internal static class TensorBytes
{
    public static byte[] Of(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => Bytes<float>(tensor),
        DType.Float64 => Bytes<double>(tensor),
        DType.Int64 => Bytes<long>(tensor),
        DType.Int32 => Bytes<int>(tensor),
        DType.Bool => Bytes<bool>(tensor),
        _ => throw new NotSupportedException($"{tensor.DType} is not lent."),
    };

    public static Tensor ToTensor(byte[] bytes, DType dtype, Shape shape) => dtype switch
    {
        DType.Float32 => Tensor.From<float>(MemoryMarshal.Cast<byte, float>(bytes), shape),
        DType.Float64 => Tensor.From<double>(MemoryMarshal.Cast<byte, double>(bytes), shape),
        DType.Int64 => Tensor.From<long>(MemoryMarshal.Cast<byte, long>(bytes), shape),
        DType.Int32 => Tensor.From<int>(MemoryMarshal.Cast<byte, int>(bytes), shape),
        DType.Bool => Tensor.From<bool>(MemoryMarshal.Cast<byte, bool>(bytes), shape),
        _ => throw new NotSupportedException($"{dtype} is not lent."),
    };

    private static byte[] Bytes<T>(Tensor tensor) where T : unmanaged => MemoryMarshal.AsBytes<T>(tensor.ToArray<T>()).ToArray();
}
