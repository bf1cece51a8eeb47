using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

internal static unsafe partial class VectorMath
{
    // As the constants of Float32, for doubles.
    private const double Magic64 = 6755399441055744.0;
    private const double Log2E64 = 1.4426950408889634;
    private const double Ln2High64 = 0.6931471806019545;
    private const double Ln2Low64 = -4.2009150726810846e-11;
    private const double Ln2Whole64 = 0.69314718055994529;

    /// <summary>Whether multiply-adds round once in hardware; where they do not, functions that need it go lane by lane.</summary>
    private static bool HasFma
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.IsSupported;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Add(Vector<double> x, Vector<double> y, Vector<double> z) => Vector.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> C(double x) => new(x);

    /// <summary>The sign bit of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> SignBit(Vector<double> x) => x & C(-0.0);

    /// <summary>2^n for integral n from -1022 to 1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> PowerOfTwo(Vector<double> n) =>
        ((Vector.AsVectorInt64(n + C(Magic64)) << 52) + new Vector<long>(0x3FF0000000000000)).As<long, double>();

    /// <summary>x 2^n, rounded once, for |n| up to 250: overflow gives infinity, underflow subnormal numbers and 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Scale(Vector<float> x, Vector<float> n)
    {
        if (Avx512F.VL.IsSupported && Vector<float>.Count == 8)
        {
            return Avx512F.VL.Scale(x.AsVector256(), n.AsVector256()).AsVector();
        }

        // The first of two steps stays within the normal numbers, so only the second rounds.
        Vector<float> half = Add(n, C(0.5f), C(Magic)) - C(Magic);
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>x 2^n, rounded once, for |n| up to 2040: overflow gives infinity, underflow subnormal numbers and 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Scale(Vector<double> x, Vector<double> n)
    {
        if (Avx512F.VL.IsSupported && Vector<double>.Count == 4)
        {
            return Avx512F.VL.Scale(x.AsVector256(), n.AsVector256()).AsVector();
        }

        Vector<double> half = Add(n, C(0.5), C(Magic64)) - C(Magic64);
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }
}
