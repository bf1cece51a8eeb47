// Written by eng/KernelGen. Change the template there and run: dotnet run --project eng/KernelGen
#nullable enable
using System.CodeDom.Compiler;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Dot products in float with 256-bit vectors: C[4 i + j] = sum over p of A[i * RowA + p] * B[j * StepB + p].</summary>
[GeneratedCode("AutoGrad.KernelGen", "1.0")]
internal static unsafe class DotFloat256
{
    /// <summary>The kernel of so many rows and four columns.</summary>
    public static delegate*<GemmTile<float>*, void> Get(int rows) => rows switch
    {
        1 => &Dots1,
        2 => &Dots2,
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Dots1(GemmTile<float>* t)
    {
        float* a0 = t->A, b0 = t->B;
        nint row = t->RowA, step = t->StepB, k = t->K;
        float* b1 = b0 + step;
        float* b2 = b1 + step;
        float* b3 = b2 + step;
        Vector256<float> c0x0 = Vector256<float>.Zero, c0x1 = Vector256<float>.Zero, c0x2 = Vector256<float>.Zero, c0x3 = Vector256<float>.Zero;
        nint p = 0;
        for (; p <= k - 8; p += 8)
        {
            Vector256<float> y0 = Vector256.Load(b0 + p), y1 = Vector256.Load(b1 + p), y2 = Vector256.Load(b2 + p), y3 = Vector256.Load(b3 + p);
            Vector256<float> x = Vector256.Load(a0 + p);
            c0x0 = Vector256.FusedMultiplyAdd(x, y0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, y1, c0x1);
            c0x2 = Vector256.FusedMultiplyAdd(x, y2, c0x2);
            c0x3 = Vector256.FusedMultiplyAdd(x, y3, c0x3);
        }
        if (p < k)
        {
            Vector256<float> mask = Vector256.Load(t->Mask);
            {
                Vector256<float> y0 = Avx.MaskLoad(b0 + p, mask), y1 = Avx.MaskLoad(b1 + p, mask), y2 = Avx.MaskLoad(b2 + p, mask), y3 = Avx.MaskLoad(b3 + p, mask);
                Vector256<float> x = Avx.MaskLoad(a0 + p, mask);
                c0x0 = Vector256.FusedMultiplyAdd(x, y0, c0x0);
                c0x1 = Vector256.FusedMultiplyAdd(x, y1, c0x1);
                c0x2 = Vector256.FusedMultiplyAdd(x, y2, c0x2);
                c0x3 = Vector256.FusedMultiplyAdd(x, y3, c0x3);
            }
        }

        float* c = t->C;
        HorizontalSum.Store(c0x0, c0x1, c0x2, c0x3, c + 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Dots2(GemmTile<float>* t)
    {
        float* a0 = t->A, b0 = t->B;
        nint row = t->RowA, step = t->StepB, k = t->K;
        float* a1 = a0 + row;
        float* b1 = b0 + step;
        float* b2 = b1 + step;
        float* b3 = b2 + step;
        Vector256<float> c0x0 = Vector256<float>.Zero, c0x1 = Vector256<float>.Zero, c0x2 = Vector256<float>.Zero, c0x3 = Vector256<float>.Zero;
        Vector256<float> c1x0 = Vector256<float>.Zero, c1x1 = Vector256<float>.Zero, c1x2 = Vector256<float>.Zero, c1x3 = Vector256<float>.Zero;
        nint p = 0;
        for (; p <= k - 8; p += 8)
        {
            Vector256<float> y0 = Vector256.Load(b0 + p), y1 = Vector256.Load(b1 + p), y2 = Vector256.Load(b2 + p), y3 = Vector256.Load(b3 + p);
            Vector256<float> x = Vector256.Load(a0 + p);
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
            Vector256<float> mask = Vector256.Load(t->Mask);
            {
                Vector256<float> y0 = Avx.MaskLoad(b0 + p, mask), y1 = Avx.MaskLoad(b1 + p, mask), y2 = Avx.MaskLoad(b2 + p, mask), y3 = Avx.MaskLoad(b3 + p, mask);
                Vector256<float> x = Avx.MaskLoad(a0 + p, mask);
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

        float* c = t->C;
        HorizontalSum.Store(c0x0, c0x1, c0x2, c0x3, c + 0);
        HorizontalSum.Store(c1x0, c1x1, c1x2, c1x3, c + 4);
    }
}
