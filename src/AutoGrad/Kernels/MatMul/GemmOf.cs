using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary><see cref="Gemm"/> for kernels that are generic over float and double; the JIT keeps one of the two calls.</summary>
internal static unsafe class GemmOf<T> where T : unmanaged
{
    /// <summary>C = A B, or C += A B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(T* a, nint rsA, nint csA, T* b, nint rsB, nint csB, T* c, nint ldc, int m, int n, int k, bool accumulate)
    {
        if (typeof(T) == typeof(float))
        {
            Gemm.Run((float*)a, rsA, csA, (float*)b, rsB, csB, (float*)c, ldc, m, n, k, accumulate);
        }
        else
        {
            Gemm.Run((double*)a, rsA, csA, (double*)b, rsB, csB, (double*)c, ldc, m, n, k, accumulate);
        }
    }
}
