using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Sums of Float32 in double at the speed of Float32: four or eight elements are added in Float32, which costs at most three roundings, and their sum goes on in double.</summary>
internal static unsafe class FloatSums
{
    /// <summary>The sum of a dense row.</summary>
    internal static double Row(float* x, int n)
    {
        double sum;
        Rows(x, 0, n, 1, &sum);
        return sum;
    }

    /// <summary>The sums of dense rows.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Rows(float* x, nint stride, int n, int rows, double* sums)
    {
        for (int row = 0; row < rows; row++, x += stride)
        {
            int i = 0;
            Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default;
            for (; i <= n - 128; i += 128)
            {
                Vector256<float> p = Four(x + i, 8) + Four(x + i + 32, 8), q = Four(x + i + 64, 8) + Four(x + i + 96, 8);
                a0 += Vector256.WidenLower(p);
                a1 += Vector256.WidenUpper(p);
                a2 += Vector256.WidenLower(q);
                a3 += Vector256.WidenUpper(q);
            }

            for (; i <= n - 32; i += 32)
            {
                Vector256<float> p = Four(x + i, 8);
                a0 += Vector256.WidenLower(p);
                a1 += Vector256.WidenUpper(p);
            }

            for (; i <= n - 8; i += 8)
            {
                Vector256<float> p = Vector256.Load(x + i);
                a2 += Vector256.WidenLower(p);
                a3 += Vector256.WidenUpper(p);
            }

            if (i <= n - 4)
            {
                a0 += Widen.Load<float, double>(x + i);
                i += 4;
            }

            double sum = Vector256.Sum((a0 + a1) + (a2 + a3));
            for (; i < n; i++)
            {
                sum += x[i];
            }

            sums[row] = sum;
        }
    }

    /// <summary>Adds rows to the accumulators of their columns.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Columns(float* x, nint stride, int rows, int width, double* acc)
    {
        int r = 0;
        for (; r <= rows - 8; r += 8, x += 8 * stride)
        {
            int j = 0;
            for (; Vector512.IsHardwareAccelerated && j <= width - 16; j += 16)
            {
                Vector512<float> p = FourWide(x + j, stride) + FourWide(x + (4 * stride) + j, stride);
                (Vector512.Load(acc + j) + Vector512.WidenLower(p)).Store(acc + j);
                (Vector512.Load(acc + j + 8) + Vector512.WidenUpper(p)).Store(acc + j + 8);
            }

            for (; j <= width - 8; j += 8)
            {
                Vector256<float> p = Four(x + j, stride) + Four(x + (4 * stride) + j, stride);
                (Vector256.Load(acc + j) + Vector256.WidenLower(p)).Store(acc + j);
                (Vector256.Load(acc + j + 4) + Vector256.WidenUpper(p)).Store(acc + j + 4);
            }

            for (; j < width; j++)
            {
                acc[j] += Four(x[j], x[stride + j], x[(2 * stride) + j], x[(3 * stride) + j]) + Four(x[(4 * stride) + j], x[(5 * stride) + j], x[(6 * stride) + j], x[(7 * stride) + j]);
            }
        }

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
                acc[j] += Four(x[j], x[stride + j], x[(2 * stride) + j], x[(3 * stride) + j]);
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
    private static float Four(float a, float b, float c, float d) => (a + b) + (c + d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Four(float* x, nint step) =>
        (Vector256.Load(x) + Vector256.Load(x + step)) + (Vector256.Load(x + (2 * step)) + Vector256.Load(x + (3 * step)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FourWide(float* x, nint step) =>
        (Vector512.Load(x) + Vector512.Load(x + step)) + (Vector512.Load(x + (2 * step)) + Vector512.Load(x + (3 * step)));
}
