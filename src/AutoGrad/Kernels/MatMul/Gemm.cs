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
        GemmDriver<float>.Run(Problem(a, rsA, csA, b, rsB, csB, c, ldc, m, n, k, accumulate, bias, act), GemmWidth<float>.Best);

    /// <summary>C = act(A B + bias) in Float64; with <paramref name="accumulate"/> C = act(C + A B + bias).</summary>
    public static void Run(
        double* a, nint rsA, nint csA, double* b, nint rsB, nint csB, double* c, nint ldc,
        int m, int n, int k, bool accumulate, double* bias = null, Activation act = Activation.None) =>
        GemmDriver<double>.Run(Problem(a, rsA, csA, b, rsB, csB, c, ldc, m, n, k, accumulate, bias, act), GemmWidth<double>.Best);

    /// <summary>C[t] = A[t] B[t] or C[t] += A[t] B[t] in Float32 for t below <paramref name="batch"/>; matrix t lies t times the batch stride further.</summary>
    /// <remarks>A batch stride of 0 uses one A or B for all; with a batch stride of 0 for C the products are summed into one C. C's matrices must not overlap otherwise.</remarks>
    public static void Batched(
        float* a, nint batchA, nint rsA, nint csA, float* b, nint batchB, nint rsB, nint csB, float* c, nint batchC, nint ldc,
        int batch, int m, int n, int k, bool accumulate)
    {
        GemmProblem<float> first = Problem(a, rsA, csA, b, rsB, csB, c, ldc, m, n, k, accumulate);
        if (batchB == 0 && batchA == m * rsA && batchC == m * ldc && batch <= int.MaxValue / Math.Max(m, 1))
        {
            // One B and stacked A and C are a single tall product.
            first.M = batch * m;
            GemmDriver<float>.Run(first, GemmWidth<float>.Best);
            return;
        }

        BatchTask<float> task = new() { First = first, StrideA = batchA, StrideB = batchB, StrideC = batchC, Batch = batch, Bits = GemmWidth<float>.Best };
        task.Run();
    }

    /// <summary>The same with tables of <paramref name="batch"/> offsets in elements, for batches that no single stride describes; a null table stands for offsets of 0.</summary>
    public static void Batched(
        float* a, nint* offsetsA, nint rsA, nint csA, float* b, nint* offsetsB, nint rsB, nint csB, float* c, nint* offsetsC, nint ldc,
        int batch, int m, int n, int k, bool accumulate)
    {
        GemmProblem<float> first = Problem(a, rsA, csA, b, rsB, csB, c, ldc, m, n, k, accumulate);
        BatchTask<float> task = new() { First = first, OffsetsA = offsetsA, OffsetsB = offsetsB, OffsetsC = offsetsC, Batch = batch, Bits = GemmWidth<float>.Best };
        task.Run();
    }

    /// <summary>C[t] = A[t] B[t] or C[t] += A[t] B[t] in Float64 for t below <paramref name="batch"/>; matrix t lies t times the batch stride further.</summary>
    /// <remarks>A batch stride of 0 uses one A or B for all; with a batch stride of 0 for C the products are summed into one C. C's matrices must not overlap otherwise.</remarks>
    public static void Batched(
        double* a, nint batchA, nint rsA, nint csA, double* b, nint batchB, nint rsB, nint csB, double* c, nint batchC, nint ldc,
        int batch, int m, int n, int k, bool accumulate)
    {
        GemmProblem<double> first = Problem(a, rsA, csA, b, rsB, csB, c, ldc, m, n, k, accumulate);
        if (batchB == 0 && batchA == m * rsA && batchC == m * ldc && batch <= int.MaxValue / Math.Max(m, 1))
        {
            // One B and stacked A and C are a single tall product.
            first.M = batch * m;
            GemmDriver<double>.Run(first, GemmWidth<double>.Best);
            return;
        }

        BatchTask<double> task = new() { First = first, StrideA = batchA, StrideB = batchB, StrideC = batchC, Batch = batch, Bits = GemmWidth<double>.Best };
        task.Run();
    }

    /// <summary>The same with tables of <paramref name="batch"/> offsets in elements, for batches that no single stride describes; a null table stands for offsets of 0.</summary>
    public static void Batched(
        double* a, nint* offsetsA, nint rsA, nint csA, double* b, nint* offsetsB, nint rsB, nint csB, double* c, nint* offsetsC, nint ldc,
        int batch, int m, int n, int k, bool accumulate)
    {
        GemmProblem<double> first = Problem(a, rsA, csA, b, rsB, csB, c, ldc, m, n, k, accumulate);
        BatchTask<double> task = new() { First = first, OffsetsA = offsetsA, OffsetsB = offsetsB, OffsetsC = offsetsC, Batch = batch, Bits = GemmWidth<double>.Best };
        task.Run();
    }

    private static GemmProblem<T> Problem<T>(
        T* a, nint rsA, nint csA, T* b, nint rsB, nint csB, T* c, nint ldc, int m, int n, int k, bool accumulate, T* bias = null, Activation act = Activation.None)
        where T : unmanaged =>
        new()
        {
            A = a,
            RowA = rsA,
            ColA = csA,
            B = b,
            RowB = rsB,
            ColB = csB,
            C = c,
            RowC = ldc,
            M = m,
            N = n,
            K = k,
            Accumulate = accumulate,
            Bias = bias,
            Act = act,
        };
}
