// Written by eng/KernelGen. Change the template there and run: dotnet run --project eng/KernelGen
#nullable enable
using System.CodeDom.Compiler;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Dot products in double with 256-bit vectors: C[4 i + j] = sum over p of A[i * RowA + p] * B[j * StepB + p].</summary>
[GeneratedCode("AutoGrad.KernelGen", "1.0")]
internal static unsafe class DotDouble256
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
        Vector256<double> c0x0 = Vector256<double>.Zero, c0x1 = Vector256<double>.Zero, c0x2 = Vector256<double>.Zero, c0x3 = Vector256<double>.Zero;
        nint p = 0;
        for (; p <= k - 4; p += 4)
        {
            Vector256<double> y0 = Vector256.Load(b0 + p), y1 = Vector256.Load(b1 + p), y2 = Vector256.Load(b2 + p), y3 = Vector256.Load(b3 + p);
            Vector256<double> x = Vector256.Load(a0 + p);
            c0x0 = Vector256.FusedMultiplyAdd(x, y0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, y1, c0x1);
            c0x2 = Vector256.FusedMultiplyAdd(x, y2, c0x2);
            c0x3 = Vector256.FusedMultiplyAdd(x, y3, c0x3);
        }
        if (p < k)
        {
            Vector256<double> mask = Vector256.Load(t->Mask);
            {
                Vector256<double> y0 = Avx.MaskLoad(b0 + p, mask), y1 = Avx.MaskLoad(b1 + p, mask), y2 = Avx.MaskLoad(b2 + p, mask), y3 = Avx.MaskLoad(b3 + p, mask);
                Vector256<double> x = Avx.MaskLoad(a0 + p, mask);
                c0x0 = Vector256.FusedMultiplyAdd(x, y0, c0x0);
                c0x1 = Vector256.FusedMultiplyAdd(x, y1, c0x1);
                c0x2 = Vector256.FusedMultiplyAdd(x, y2, c0x2);
                c0x3 = Vector256.FusedMultiplyAdd(x, y3, c0x3);
            }
        }

        double* c = t->C;
        HorizontalSum.Store(c0x0, c0x1, c0x2, c0x3, c + 0);
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
        Vector256<double> c0x0 = Vector256<double>.Zero, c0x1 = Vector256<double>.Zero, c0x2 = Vector256<double>.Zero, c0x3 = Vector256<double>.Zero;
        Vector256<double> c1x0 = Vector256<double>.Zero, c1x1 = Vector256<double>.Zero, c1x2 = Vector256<double>.Zero, c1x3 = Vector256<double>.Zero;
        nint p = 0;
        for (; p <= k - 4; p += 4)
        {
            Vector256<double> y0 = Vector256.Load(b0 + p), y1 = Vector256.Load(b1 + p), y2 = Vector256.Load(b2 + p), y3 = Vector256.Load(b3 + p);
            Vector256<double> x = Vector256.Load(a0 + p);
            c0x0 = Vector256.FusedMultiplyAdd(x, y0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, y1, c0x1);
            c0x2 = Vector256.FusedMultiplyAdd(x, y2, c0x2);
            c0x3 = Vector256.FusedMultiplyAdd(x, y3, c0x3);
            x = Vector256.Load(a1 + p);
            c1x0 = Vector256.FusedMultiplyAdd(x, y0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, y1, c1x1);
            c1x2 = Vector256.FusedMultiplyAdd(x, y2, c1x2);
            c1x3 = Vector256.FusedMultiplyAdd(x, y3, c1x3);
        }
        if (p < k)
        {
            Vector256<double> mask = Vector256.Load(t->Mask);
            {
                Vector256<double> y0 = Avx.MaskLoad(b0 + p, mask), y1 = Avx.MaskLoad(b1 + p, mask), y2 = Avx.MaskLoad(b2 + p, mask), y3 = Avx.MaskLoad(b3 + p, mask);
                Vector256<double> x = Avx.MaskLoad(a0 + p, mask);
                c0x0 = Vector256.FusedMultiplyAdd(x, y0, c0x0);
                c0x1 = Vector256.FusedMultiplyAdd(x, y1, c0x1);
                c0x2 = Vector256.FusedMultiplyAdd(x, y2, c0x2);
                c0x3 = Vector256.FusedMultiplyAdd(x, y3, c0x3);
                x = Avx.MaskLoad(a1 + p, mask);
                c1x0 = Vector256.FusedMultiplyAdd(x, y0, c1x0);
                c1x1 = Vector256.FusedMultiplyAdd(x, y1, c1x1);
                c1x2 = Vector256.FusedMultiplyAdd(x, y2, c1x2);
                c1x3 = Vector256.FusedMultiplyAdd(x, y3, c1x3);
            }
        }

        double* c = t->C;
        HorizontalSum.Store(c0x0, c0x1, c0x2, c0x3, c + 0);
        HorizontalSum.Store(c1x0, c1x1, c1x2, c1x3, c + 4);
    }
}
