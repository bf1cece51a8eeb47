using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <content>Instructions of AVX-512 that shorten the exponential and the logarithm of floats; <see cref="WideMath"/> has them on 512 bits.</content>
internal static unsafe partial class VectorMath
{
    // Controls of the instructions range and getmant: the operand nearer to 0, with the sign of the first; [3/4, 3/2), NaN below 0.
    internal const byte SmallerMagnitude = 2;
    internal const byte FromThreeQuarters = 11;

    /// <summary>Whether a table of 16 floats is looked up in one instruction; a constant to the JIT.</summary>
    public static bool HasTables
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.VL.IsSupported && Avx512DQ.VL.IsSupported && Vector<float>.Count == 8;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Within(Vector<float> x, Vector<float> bound) => Avx512DQ.VL.Range(x.AsVector256(), bound.AsVector256(), SmallerMagnitude).AsVector();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Lookup(ReadOnlySpan<float> table, Vector<int> index)
    {
        ref float first = ref MemoryMarshal.GetReference(table);
        return Avx512F.VL.PermuteVar8x32x2(Vector256.LoadUnsafe(ref first), index.AsVector256(), Vector256.LoadUnsafe(ref first, 8)).AsVector();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Exponent(Vector<float> x) => Avx512F.VL.GetExponent(x.AsVector256()).AsVector();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Significand(Vector<float> x) => Avx512F.VL.GetMantissa(x.AsVector256(), FromThreeQuarters).AsVector();
}
