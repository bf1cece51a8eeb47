using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>The sums of the elements of four vectors at once: the vectors are added pairwise while they are transposed, a third of the work of four single sums.</summary>
internal static unsafe class HorizontalSum
{
    /// <summary>Stores the sums of a, b, c and d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* sums) =>
        Store(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper(), sums);

    /// <summary>Stores the sums of a, b, c and d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* sums) =>
        Store(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper(), sums);

    /// <summary>Stores the sums of a, b, c and d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, float* sums)
    {
        if (Sse.IsSupported)
        {
            Vector128<float> ab = Sse.UnpackLow(a, b) + Sse.UnpackHigh(a, b), cd = Sse.UnpackLow(c, d) + Sse.UnpackHigh(c, d);
            Vector128.Store(Sse.MoveLowToHigh(ab, cd) + Sse.MoveHighToLow(cd, ab), sums);
        }
        else
        {
            Vector128.Store(Vector128.Create(Vector128.Sum(a), Vector128.Sum(b), Vector128.Sum(c), Vector128.Sum(d)), sums);
        }
    }

    /// <summary>Stores the sums of a, b, c and d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d, double* sums) =>
        Store(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper(), sums);

    /// <summary>Stores the sums of a, b, c and d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d, double* sums) =>
        Store(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper(), sums);

    /// <summary>Stores the sums of a, b, c and d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<double> a, Vector128<double> b, Vector128<double> c, Vector128<double> d, double* sums)
    {
        if (Sse2.IsSupported)
        {
            Vector128.Store(Sse2.UnpackLow(a, b) + Sse2.UnpackHigh(a, b), sums);
            Vector128.Store(Sse2.UnpackLow(c, d) + Sse2.UnpackHigh(c, d), sums + 2);
        }
        else
        {
            Vector128.Store(Vector128.Create(Vector128.Sum(a), Vector128.Sum(b)), sums);
            Vector128.Store(Vector128.Create(Vector128.Sum(c), Vector128.Sum(d)), sums + 2);
        }
    }
}
