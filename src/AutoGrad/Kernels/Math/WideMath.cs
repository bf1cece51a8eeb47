using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>The Float32 functions of <see cref="VectorMath"/> on 512 bits, bit for bit the same: half the instructions keep the multiply-add units of a machine with AVX-512 busy.</summary>
internal static partial class WideMath
{
    /// <summary>Whether vectors of 512 bits are worth using here; a constant to the JIT.</summary>
    public static bool IsFast
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && VectorMath.HasTables;
    }

    /// <summary>x 2^n, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scale(Vector512<float> x, Vector512<float> n) => Avx512F.Scale(x, n);

    /// <summary>x, or the bound with its sign where that is nearer to 0 or x is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Within(Vector512<float> x, Vector512<float> bound) => Avx512DQ.Range(x, bound, VectorMath.SmallerMagnitude);

    /// <summary>The entries of a table of 16 that the low four bits of each index name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Lookup(ReadOnlySpan<float> table, Vector512<int> index) =>
        Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(table)), index);

    /// <summary>floor(log2 |x|); -infinity of 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exponent(Vector512<float> x) => Avx512F.GetExponent(x);

    /// <summary>x times the power of two that brings it to [3/4, 3/2); NaN below 0, 1 or -1 of zeros and infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Significand(Vector512<float> x) => Avx512F.GetMantissa(x, VectorMath.FromThreeQuarters);
}
