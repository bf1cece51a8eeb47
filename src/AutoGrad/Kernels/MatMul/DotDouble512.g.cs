// Written by eng/KernelGen. Change the template there and run: dotnet run --project eng/KernelGen
#nullable enable
using System.CodeDom.Compiler;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Dot products in double with 512-bit vectors: C[4 i + j] = sum over p of A[i * RowA + p] * B[j * StepB + p].</summary>
[GeneratedCode("AutoGrad.KernelGen", "1.0")]
internal static unsafe class DotDouble512
{
    /// <summary>The kernel of so many rows and four columns.</summary>
    public static delegate*<GemmTile<double>*, void> Get(int rows) => rows switch
    {
        1 => &Dots1,
        2 => &Dots2,
        3 => &Dots3,
        4 => &Dots4,
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
        Vector512<double> c0x0 = Vector512<double>.Zero, c0x1 = Vector512<double>.Zero, c0x2 = Vector512<double>.Zero, c0x3 = Vector512<double>.Zero;
        nint p = 0;
        for (; p <= k - 8; p += 8)
        {
            Vector512<double> y0 = Vector512.Load(b0 + p), y1 = Vector512.Load(b1 + p), y2 = Vector512.Load(b2 + p), y3 = Vector512.Load(b3 + p);
            Vector512<double> x = Vector512.Load(a0 + p);
            c0x0 = Vector512.FusedMultiplyAdd(x, y0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, y1, c0x1);
            c0x2 = Vector512.FusedMultiplyAdd(x, y2, c0x2);
            c0x3 = Vector512.FusedMultiplyAdd(x, y3, c0x3);
        }
        if (p < k)
        {
            Vector512<double> mask = Vector512.Load(t->Mask);
            {
                Vector512<double> y0 = Avx512F.MaskLoad(b0 + p, mask, Vector512<double>.Zero), y1 = Avx512F.MaskLoad(b1 + p, mask, Vector512<double>.Zero), y2 = Avx512F.MaskLoad(b2 + p, mask, Vector512<double>.Zero), y3 = Avx512F.MaskLoad(b3 + p, mask, Vector512<double>.Zero);
                Vector512<double> x = Avx512F.MaskLoad(a0 + p, mask, Vector512<double>.Zero);
                c0x0 = Vector512.FusedMultiplyAdd(x, y0, c0x0);
                c0x1 = Vector512.FusedMultiplyAdd(x, y1, c0x1);
                c0x2 = Vector512.FusedMultiplyAdd(x, y2, c0x2);
                c0x3 = Vector512.FusedMultiplyAdd(x, y3, c0x3);
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
        Vector512<double> c0x0 = Vector512<double>.Zero, c0x1 = Vector512<double>.Zero, c0x2 = Vector512<double>.Zero, c0x3 = Vector512<double>.Zero;
        Vector512<double> c1x0 = Vector512<double>.Zero, c1x1 = Vector512<double>.Zero, c1x2 = Vector512<double>.Zero, c1x3 = Vector512<double>.Zero;
        nint p = 0;
        for (; p <= k - 8; p += 8)
        {
            Vector512<double> y0 = Vector512.Load(b0 + p), y1 = Vector512.Load(b1 + p), y2 = Vector512.Load(b2 + p), y3 = Vector512.Load(b3 + p);
            Vector512<double> x = Vector512.Load(a0 + p);
            c0x0 = Vector512.FusedMultiplyAdd(x, y0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, y1, c0x1);
            c0x2 = Vector512.FusedMultiplyAdd(x, y2, c0x2);
            c0x3 = Vector512.FusedMultiplyAdd(x, y3, c0x3);
            x = Vector512.Load(a1 + p);
            c1x0 = Vector512.FusedMultiplyAdd(x, y0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, y1, c1x1);
            c1x2 = Vector512.FusedMultiplyAdd(x, y2, c1x2);
            c1x3 = Vector512.FusedMultiplyAdd(x, y3, c1x3);
        }
        if (p < k)
        {
            Vector512<double> mask = Vector512.Load(t->Mask);
            {
                Vector512<double> y0 = Avx512F.MaskLoad(b0 + p, mask, Vector512<double>.Zero), y1 = Avx512F.MaskLoad(b1 + p, mask, Vector512<double>.Zero), y2 = Avx512F.MaskLoad(b2 + p, mask, Vector512<double>.Zero), y3 = Avx512F.MaskLoad(b3 + p, mask, Vector512<double>.Zero);
                Vector512<double> x = Avx512F.MaskLoad(a0 + p, mask, Vector512<double>.Zero);
                c0x0 = Vector512.FusedMultiplyAdd(x, y0, c0x0);
                c0x1 = Vector512.FusedMultiplyAdd(x, y1, c0x1);
                c0x2 = Vector512.FusedMultiplyAdd(x, y2, c0x2);
                c0x3 = Vector512.FusedMultiplyAdd(x, y3, c0x3);
                x = Avx512F.MaskLoad(a1 + p, mask, Vector512<double>.Zero);
                c1x0 = Vector512.FusedMultiplyAdd(x, y0, c1x0);
                c1x1 = Vector512.FusedMultiplyAdd(x, y1, c1x1);
                c1x2 = Vector512.FusedMultiplyAdd(x, y2, c1x2);
                c1x3 = Vector512.FusedMultiplyAdd(x, y3, c1x3);
            }
        }

        double* c = t->C;
        HorizontalSum.Store(c0x0, c0x1, c0x2, c0x3, c + 0);
        HorizontalSum.Store(c1x0, c1x1, c1x2, c1x3, c + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Dots3(GemmTile<double>* t)
    {
        double* a0 = t->A, b0 = t->B;
        nint row = t->RowA, step = t->StepB, k = t->K;
        double* a1 = a0 + row;
        double* a2 = a1 + row;
        double* b1 = b0 + step;
        double* b2 = b1 + step;
        double* b3 = b2 + step;
        Vector512<double> c0x0 = Vector512<double>.Zero, c0x1 = Vector512<double>.Zero, c0x2 = Vector512<double>.Zero, c0x3 = Vector512<double>.Zero;
        Vector512<double> c1x0 = Vector512<double>.Zero, c1x1 = Vector512<double>.Zero, c1x2 = Vector512<double>.Zero, c1x3 = Vector512<double>.Zero;
        Vector512<double> c2x0 = Vector512<double>.Zero, c2x1 = Vector512<double>.Zero, c2x2 = Vector512<double>.Zero, c2x3 = Vector512<double>.Zero;
        nint p = 0;
        for (; p <= k - 8; p += 8)
        {
            Vector512<double> y0 = Vector512.Load(b0 + p), y1 = Vector512.Load(b1 + p), y2 = Vector512.Load(b2 + p), y3 = Vector512.Load(b3 + p);
            Vector512<double> x = Vector512.Load(a0 + p);
            c0x0 = Vector512.FusedMultiplyAdd(x, y0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, y1, c0x1);
            c0x2 = Vector512.FusedMultiplyAdd(x, y2, c0x2);
            c0x3 = Vector512.FusedMultiplyAdd(x, y3, c0x3);
            x = Vector512.Load(a1 + p);
            c1x0 = Vector512.FusedMultiplyAdd(x, y0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, y1, c1x1);
            c1x2 = Vector512.FusedMultiplyAdd(x, y2, c1x2);
            c1x3 = Vector512.FusedMultiplyAdd(x, y3, c1x3);
            x = Vector512.Load(a2 + p);
            c2x0 = Vector512.FusedMultiplyAdd(x, y0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, y1, c2x1);
            c2x2 = Vector512.FusedMultiplyAdd(x, y2, c2x2);
            c2x3 = Vector512.FusedMultiplyAdd(x, y3, c2x3);
        }
        if (p < k)
        {
            Vector512<double> mask = Vector512.Load(t->Mask);
            {
                Vector512<double> y0 = Avx512F.MaskLoad(b0 + p, mask, Vector512<double>.Zero), y1 = Avx512F.MaskLoad(b1 + p, mask, Vector512<double>.Zero), y2 = Avx512F.MaskLoad(b2 + p, mask, Vector512<double>.Zero), y3 = Avx512F.MaskLoad(b3 + p, mask, Vector512<double>.Zero);
                Vector512<double> x = Avx512F.MaskLoad(a0 + p, mask, Vector512<double>.Zero);
                c0x0 = Vector512.FusedMultiplyAdd(x, y0, c0x0);
                c0x1 = Vector512.FusedMultiplyAdd(x, y1, c0x1);
                c0x2 = Vector512.FusedMultiplyAdd(x, y2, c0x2);
                c0x3 = Vector512.FusedMultiplyAdd(x, y3, c0x3);
                x = Avx512F.MaskLoad(a1 + p, mask, Vector512<double>.Zero);
                c1x0 = Vector512.FusedMultiplyAdd(x, y0, c1x0);
                c1x1 = Vector512.FusedMultiplyAdd(x, y1, c1x1);
                c1x2 = Vector512.FusedMultiplyAdd(x, y2, c1x2);
                c1x3 = Vector512.FusedMultiplyAdd(x, y3, c1x3);
                x = Avx512F.MaskLoad(a2 + p, mask, Vector512<double>.Zero);
                c2x0 = Vector512.FusedMultiplyAdd(x, y0, c2x0);
                c2x1 = Vector512.FusedMultiplyAdd(x, y1, c2x1);
                c2x2 = Vector512.FusedMultiplyAdd(x, y2, c2x2);
                c2x3 = Vector512.FusedMultiplyAdd(x, y3, c2x3);
            }
        }

        double* c = t->C;
        HorizontalSum.Store(c0x0, c0x1, c0x2, c0x3, c + 0);
        HorizontalSum.Store(c1x0, c1x1, c1x2, c1x3, c + 4);
        HorizontalSum.Store(c2x0, c2x1, c2x2, c2x3, c + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Dots4(GemmTile<double>* t)
    {
        double* a0 = t->A, b0 = t->B;
        nint row = t->RowA, step = t->StepB, k = t->K;
        double* a1 = a0 + row;
        double* a2 = a1 + row;
        double* a3 = a2 + row;
        double* b1 = b0 + step;
        double* b2 = b1 + step;
        double* b3 = b2 + step;
        Vector512<double> c0x0 = Vector512<double>.Zero, c0x1 = Vector512<double>.Zero, c0x2 = Vector512<double>.Zero, c0x3 = Vector512<double>.Zero;
        Vector512<double> c1x0 = Vector512<double>.Zero, c1x1 = Vector512<double>.Zero, c1x2 = Vector512<double>.Zero, c1x3 = Vector512<double>.Zero;
        Vector512<double> c2x0 = Vector512<double>.Zero, c2x1 = Vector512<double>.Zero, c2x2 = Vector512<double>.Zero, c2x3 = Vector512<double>.Zero;
        Vector512<double> c3x0 = Vector512<double>.Zero, c3x1 = Vector512<double>.Zero, c3x2 = Vector512<double>.Zero, c3x3 = Vector512<double>.Zero;
        nint p = 0;
        for (; p <= k - 8; p += 8)
        {
            Vector512<double> y0 = Vector512.Load(b0 + p), y1 = Vector512.Load(b1 + p), y2 = Vector512.Load(b2 + p), y3 = Vector512.Load(b3 + p);
            Vector512<double> x = Vector512.Load(a0 + p);
            c0x0 = Vector512.FusedMultiplyAdd(x, y0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, y1, c0x1);
            c0x2 = Vector512.FusedMultiplyAdd(x, y2, c0x2);
            c0x3 = Vector512.FusedMultiplyAdd(x, y3, c0x3);
            x = Vector512.Load(a1 + p);
            c1x0 = Vector512.FusedMultiplyAdd(x, y0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, y1, c1x1);
            c1x2 = Vector512.FusedMultiplyAdd(x, y2, c1x2);
            c1x3 = Vector512.FusedMultiplyAdd(x, y3, c1x3);
            x = Vector512.Load(a2 + p);
            c2x0 = Vector512.FusedMultiplyAdd(x, y0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, y1, c2x1);
            c2x2 = Vector512.FusedMultiplyAdd(x, y2, c2x2);
            c2x3 = Vector512.FusedMultiplyAdd(x, y3, c2x3);
            x = Vector512.Load(a3 + p);
            c3x0 = Vector512.FusedMultiplyAdd(x, y0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, y1, c3x1);
            c3x2 = Vector512.FusedMultiplyAdd(x, y2, c3x2);
            c3x3 = Vector512.FusedMultiplyAdd(x, y3, c3x3);
        }
        if (p < k)
        {
            Vector512<double> mask = Vector512.Load(t->Mask);
            {
                Vector512<double> y0 = Avx512F.MaskLoad(b0 + p, mask, Vector512<double>.Zero), y1 = Avx512F.MaskLoad(b1 + p, mask, Vector512<double>.Zero), y2 = Avx512F.MaskLoad(b2 + p, mask, Vector512<double>.Zero), y3 = Avx512F.MaskLoad(b3 + p, mask, Vector512<double>.Zero);
                Vector512<double> x = Avx512F.MaskLoad(a0 + p, mask, Vector512<double>.Zero);
                c0x0 = Vector512.FusedMultiplyAdd(x, y0, c0x0);
                c0x1 = Vector512.FusedMultiplyAdd(x, y1, c0x1);
                c0x2 = Vector512.FusedMultiplyAdd(x, y2, c0x2);
                c0x3 = Vector512.FusedMultiplyAdd(x, y3, c0x3);
                x = Avx512F.MaskLoad(a1 + p, mask, Vector512<double>.Zero);
                c1x0 = Vector512.FusedMultiplyAdd(x, y0, c1x0);
                c1x1 = Vector512.FusedMultiplyAdd(x, y1, c1x1);
                c1x2 = Vector512.FusedMultiplyAdd(x, y2, c1x2);
                c1x3 = Vector512.FusedMultiplyAdd(x, y3, c1x3);
                x = Avx512F.MaskLoad(a2 + p, mask, Vector512<double>.Zero);
                c2x0 = Vector512.FusedMultiplyAdd(x, y0, c2x0);
                c2x1 = Vector512.FusedMultiplyAdd(x, y1, c2x1);
                c2x2 = Vector512.FusedMultiplyAdd(x, y2, c2x2);
                c2x3 = Vector512.FusedMultiplyAdd(x, y3, c2x3);
                x = Avx512F.MaskLoad(a3 + p, mask, Vector512<double>.Zero);
                c3x0 = Vector512.FusedMultiplyAdd(x, y0, c3x0);
                c3x1 = Vector512.FusedMultiplyAdd(x, y1, c3x1);
                c3x2 = Vector512.FusedMultiplyAdd(x, y2, c3x2);
                c3x3 = Vector512.FusedMultiplyAdd(x, y3, c3x3);
            }
        }

        double* c = t->C;
        HorizontalSum.Store(c0x0, c0x1, c0x2, c0x3, c + 0);
        HorizontalSum.Store(c1x0, c1x1, c1x2, c1x3, c + 4);
        HorizontalSum.Store(c2x0, c2x1, c2x2, c2x3, c + 8);
        HorizontalSum.Store(c3x0, c3x1, c3x2, c3x3, c + 12);
    }
}
