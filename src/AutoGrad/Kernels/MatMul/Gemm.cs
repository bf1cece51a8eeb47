namespace AutoGrad.Kernels;

/// <summary>Matrix multiplication C = act(A B + bias), or C += A B, for operands of any strides.</summary>
/// <remarks>
/// A is m by k with element (i, p) at a[i * rsA + p * csA], B is k by n likewise, C is m by n with rows of ldc elements and must not overlap A, B or bias.
/// With accumulate the product and the bias are added to C before the activation. k = 0 stands for a product of zeros.
/// The order of additions depends on the sizes alone, so every thread count gives the same bits.
/// </remarks>
internal static unsafe class Gemm
{
    /// <summary>C = act(A B + bias) in Float32; with <paramref name="accumulate"/> C = act(C + A B + bias).</summary>
    public static void Run(
        float* a, nint rsA, nint csA, float* b, nint rsB, nint csB, float* c, nint ldc,
        int m, int n, int k, bool accumulate, float* bias = null, Activation act = Activation.None) =>
        Run(new GemmProblem<float>
        {
            A = a, RowA = rsA, ColA = csA, B = b, RowB = rsB, ColB = csB, C = c, RowC = ldc, M = m, N = n, K = k, Accumulate = accumulate, Bias = bias, Act = act,
        });

    /// <summary>C = act(A B + bias) in Float64; with <paramref name="accumulate"/> C = act(C + A B + bias).</summary>
    public static void Run(
        double* a, nint rsA, nint csA, double* b, nint rsB, nint csB, double* c, nint ldc,
        int m, int n, int k, bool accumulate, double* bias = null, Activation act = Activation.None) =>
        Run(new GemmProblem<double>
        {
            A = a, RowA = rsA, ColA = csA, B = b, RowB = rsB, ColB = csB, C = c, RowC = ldc, M = m, N = n, K = k, Accumulate = accumulate, Bias = bias, Act = act,
        });

    /// <summary>C[t] = A[t] B[t] or C[t] += A[t] B[t] in Float32 for t below <paramref name="batch"/>; matrix t lies t times the batch stride further.</summary>
    /// <remarks>A batch stride of 0 uses one A or B for all; C's matrices must not overlap.</remarks>
    public static void Batched(
        float* a, nint batchA, nint rsA, nint csA, float* b, nint batchB, nint rsB, nint csB, float* c, nint batchC, nint ldc,
        int batch, int m, int n, int k, bool accumulate)
    {
        for (int t = 0; t < batch; t++)
        {
            Run(a + t * batchA, rsA, csA, b + t * batchB, rsB, csB, c + t * batchC, ldc, m, n, k, accumulate);
        }
    }

    /// <summary>C[t] = A[t] B[t] or C[t] += A[t] B[t] in Float64 for t below <paramref name="batch"/>; matrix t lies t times the batch stride further.</summary>
    /// <remarks>A batch stride of 0 uses one A or B for all; C's matrices must not overlap.</remarks>
    public static void Batched(
        double* a, nint batchA, nint rsA, nint csA, double* b, nint batchB, nint rsB, nint csB, double* c, nint batchC, nint ldc,
        int batch, int m, int n, int k, bool accumulate)
    {
        for (int t = 0; t < batch; t++)
        {
            Run(a + t * batchA, rsA, csA, b + t * batchB, rsB, csB, c + t * batchC, ldc, m, n, k, accumulate);
        }
    }

    private static void Run<T>(in GemmProblem<T> problem)
        where T : unmanaged => GemmDriver<T>.Run(problem, GemmWidth<T>.Best);
}
