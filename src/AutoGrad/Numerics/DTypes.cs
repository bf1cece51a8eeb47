using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>Facts about element types and PyTorch's promotion lattice.</summary>
public static class DTypes
{
    /// <summary>Bytes per element: 1, 4 or 8. PyTorch: Tensor.element_size.</summary>
    /// <param name="dtype">The element type.</param>
    /// <returns>The size in bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Size(this DType dtype) => 1 << ((Log2Sizes >> (2 * (int)dtype)) & 3);

    /// <summary>Logarithms of the sizes, two bits each, the first dtype lowest: read for every tensor of every operation.</summary>
    private const int Log2Sizes = 0b_11_10_11_10_00_00;

    /// <summary>True for Float32 and Float64, the dtypes that carry gradients. PyTorch: dtype.is_floating_point.</summary>
    /// <param name="dtype">The element type.</param>
    /// <returns>Whether the dtype is a floating-point type.</returns>
    public static bool IsFloat(this DType dtype) => dtype is DType.Float32 or DType.Float64;

    /// <summary>The smallest dtype that both are converted to. PyTorch: torch.promote_types.</summary>
    /// <param name="a">First dtype.</param>
    /// <param name="b">Second dtype.</param>
    /// <returns>The common dtype.</returns>
    public static DType Promote(DType a, DType b) => (DType)Math.Max((byte)a, (byte)b);

    /// <summary>The dtype of an operation on two tensors. PyTorch: torch.result_type.</summary>
    /// <remarks>A 0-dim tensor takes part only when its category (bool, integer, float) is higher than the other's, so a scalar never widens.</remarks>
    internal static DType Result(DType a, bool aIsScalar, DType b, bool bIsScalar)
    {
        if (a == b || aIsScalar == bIsScalar)
        {
            return Promote(a, b);
        }

        (DType dimensioned, DType scalar) = aIsScalar ? (b, a) : (a, b);
        return Category(scalar) > Category(dimensioned) ? scalar : dimensioned;
    }

    /// <summary>0 for Bool, 1 for integers, 2 for floating point.</summary>
    internal static int Category(DType dtype) => dtype == DType.Bool ? 0 : dtype.IsFloat() ? 2 : 1;

    /// <summary>The dtype that stores CLR type T; bool is stored as one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DType Of<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? DType.Float32
        : typeof(T) == typeof(double) ? DType.Float64
        : typeof(T) == typeof(long) ? DType.Int64
        : typeof(T) == typeof(int) ? DType.Int32
        : typeof(T) == typeof(byte) ? DType.UInt8
        : typeof(T) == typeof(bool) ? DType.Bool
        : throw Errors.UnsupportedElementType(typeof(T));

    /// <summary>Whether values of T may be read from a tensor of this dtype without conversion.</summary>
    internal static bool Holds<T>(this DType dtype) where T : unmanaged =>
        Of<T>() == dtype || (typeof(T) == typeof(byte) && dtype == DType.Bool);
}
