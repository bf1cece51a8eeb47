using System.Runtime.CompilerServices;
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
        get => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;
    }

    /// <summary>x 2^n, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scale(Vector512<float> x, Vector512<float> n) => Avx512F.Scale(x, n);
}
