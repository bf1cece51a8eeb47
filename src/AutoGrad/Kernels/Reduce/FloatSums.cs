using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Sums of Float32 in double at the speed of Float32: four elements are added in Float32, which costs at most two roundings, and their sum goes on in double.</summary>
internal static unsafe class FloatSums
{
    /// <summary>The sum of a dense row.</summary>
    [MethodImpl(Loops.Hot)]
    internal static double Row(float* x, int n)
    {
        int i = 0;
        Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default;
        for (; i <= n - 64; i += 64)
        {
            Vector256<float> p = Four(x + i, 8), q = Four(x + i + 32, 8);
            a0 += Vector256.WidenLower(p);
            a1 += Vector256.WidenUpper(p);
            a2 += Vector256.WidenLower(q);
            a3 += Vector256.WidenUpper(q);
        }

        a0 = (a0 + a1) + (a2 + a3);
        for (; i <= n - 4; i += 4)
        {
            a0 += Widen.Load<float, double>(x + i);
        }

        double sum = Vector256.Sum(a0);
        for (; i < n; i++)
        {
            sum += x[i];
        }

        return sum;
    }

    /// <summary>Adds rows to the accumulators of their columns.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Columns(float* x, nint stride, int rows, int width, double* acc)
    {
        int r = 0;
        for (; r <= rows - 4; r += 4, x += 4 * stride)
        {
            int j = 0;
            for (; j <= width - 8; j += 8)
            {
                Vector256<float> p = Four(x + j, stride);
                (Vector256.Load(acc + j) + Vector256.WidenLower(p)).Store(acc + j);
                (Vector256.Load(acc + j + 4) + Vector256.WidenUpper(p)).Store(acc + j + 4);
            }

            for (; j < width; j++)
            {
                acc[j] += (x[j] + x[stride + j]) + (x[(2 * stride) + j] + x[(3 * stride) + j]);
            }
        }

        for (; r < rows; r++, x += stride)
        {
            int j = 0;
            for (; j <= width - 4; j += 4)
            {
                (Vector256.Load(acc + j) + Widen.Load<float, double>(x + j)).Store(acc + j);
            }

            for (; j < width; j++)
            {
                acc[j] += x[j];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Four(float* x, nint step) =>
        (Vector256.Load(x) + Vector256.Load(x + step)) + (Vector256.Load(x + (2 * step)) + Vector256.Load(x + (3 * step)));
}
