// Written by eng/KernelGen. Change the template there and run: dotnet run --project eng/KernelGen
#nullable enable
using System.CodeDom.Compiler;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Dot products in double with 128-bit vectors: C[4 i + j] = sum over p of A[i * RowA + p] * B[j * StepB + p].</summary>
[GeneratedCode("AutoGrad.KernelGen", "1.0")]
internal static unsafe class DotDouble128
{
    /// <summary>The kernel of so many rows and four columns.</summary>
    public static delegate*<GemmTile<double>*, void> Get(int rows) => rows switch
    {
        1 => &Dots1,
        2 => &Dots2,
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Dots1(GemmTile<double>* t)
    {
        double* a0 = t->A, b0 = t->B;
        nint row = t->RowA, step = t->StepB, k = t->K;
        double* b1 = b0 + step;
        double* b2 = b1 + step;
        double* b3 = b2 + step;
        Vector128<double> c0x0 = Vector128<double>.Zero, c0x1 = Vector128<double>.Zero, c0x2 = Vector128<double>.Zero, c0x3 = Vector128<double>.Zero;
        nint p = 0;
        for (; p <= k - 2; p += 2)
        {
            Vector128<double> y0 = Vector128.Load(b0 + p), y1 = Vector128.Load(b1 + p), y2 = Vector128.Load(b2 + p), y3 = Vector128.Load(b3 + p);
            Vector128<double> x = Vector128.Load(a0 + p);
            c0x0 = Vector128.MultiplyAddEstimate(x, y0, c0x0);
            c0x1 = Vector128.MultiplyAddEstimate(x, y1, c0x1);
            c0x2 = Vector128.MultiplyAddEstimate(x, y2, c0x2);
            c0x3 = Vector128.MultiplyAddEstimate(x, y3, c0x3);
        }

        double* c = t->C;
        HorizontalSum.Store(c0x0, c0x1, c0x2, c0x3, c + 0);
        for (; p < k; p++)
        {
            c[0] += a0[p] * b0[p];
            c[1] += a0[p] * b1[p];
            c[2] += a0[p] * b2[p];
            c[3] += a0[p] * b3[p];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Dots2(GemmTile<double>* t)
    {
        double* a0 = t->A, b0 = t->B;
        nint row = t->RowA, step = t->StepB, k = t->K;
        double* a1 = a0 + row;
        double* b1 = b0 + step;
        double* b2 = b1 + step;
        double* b3 = b2 + step;
        Vector128<double> c0x0 = Vector128<double>.Zero, c0x1 = Vector128<double>.Zero, c0x2 = Vector128<double>.Zero, c0x3 = Vector128<double>.Zero;
        Vector128<double> c1x0 = Vector128<double>.Zero, c1x1 = Vector128<double>.Zero, c1x2 = Vector128<double>.Zero, c1x3 = Vector128<double>.Zero;
        nint p = 0;
        for (; p <= k - 2; p += 2)
        {
            Vector128<double> y0 = Vector128.Load(b0 + p), y1 = Vector128.Load(b1 + p), y2 = Vector128.Load(b2 + p), y3 = Vector128.Load(b3 + p);
            Vector128<double> x = Vector128.Load(a0 + p);
            c0x0 = Vector128.MultiplyAddEstimate(x, y0, c0x0);
            c0x1 = Vector128.MultiplyAddEstimate(x, y1, c0x1);
            c0x2 = Vector128.MultiplyAddEstimate(x, y2, c0x2);
            c0x3 = Vector128.MultiplyAddEstimate(x, y3, c0x3);
            x = Vector128.Load(a1 + p);
            c1x0 = Vector128.MultiplyAddEstimate(x, y0, c1x0);
            c1x1 = Vector128.MultiplyAddEstimate(x, y1, c1x1);
            c1x2 = Vector128.MultiplyAddEstimate(x, y2, c1x2);
            c1x3 = Vector128.MultiplyAddEstimate(x, y3, c1x3);
        }

        double* c = t->C;
        HorizontalSum.Store(c0x0, c0x1, c0x2, c0x3, c + 0);
        HorizontalSum.Store(c1x0, c1x1, c1x2, c1x3, c + 4);
        for (; p < k; p++)
        {
            c[0] += a0[p] * b0[p];
            c[1] += a0[p] * b1[p];
            c[2] += a0[p] * b2[p];
            c[3] += a0[p] * b3[p];
            c[4] += a1[p] * b0[p];
            c[5] += a1[p] * b1[p];
            c[6] += a1[p] * b2[p];
            c[7] += a1[p] * b3[p];
        }
    }
}
