// Written by eng/KernelGen. Change the template there and run: dotnet run --project eng/KernelGen
#nullable enable
using System.CodeDom.Compiler;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Tiles of matrix multiplication in float with 512-bit vectors: C = max(floor, Init + A B).</summary>
[GeneratedCode("AutoGrad.KernelGen", "1.0")]
internal static unsafe class GemmFloat512
{
    /// <summary>The kernel of a tile of so many rows and vectors of columns.</summary>
    public static delegate*<GemmTile<float>*, void> Get(int rows, int vectors, bool masked) => (rows, vectors, masked) switch
    {
        (1, 1, true) => &Tile1x1Masked,
        (1, 2, true) => &Tile1x2Masked,
        (1, 2, false) => &Tile1x2,
        (1, 4, false) => &Tile1x4,
        (2, 1, true) => &Tile2x1Masked,
        (2, 2, true) => &Tile2x2Masked,
        (2, 2, false) => &Tile2x2,
        (2, 4, false) => &Tile2x4,
        (3, 1, true) => &Tile3x1Masked,
        (3, 2, true) => &Tile3x2Masked,
        (3, 2, false) => &Tile3x2,
        (3, 4, false) => &Tile3x4,
        (4, 1, true) => &Tile4x1Masked,
        (4, 2, true) => &Tile4x2Masked,
        (4, 2, false) => &Tile4x2,
        (4, 4, false) => &Tile4x4,
        (5, 1, true) => &Tile5x1Masked,
        (5, 2, true) => &Tile5x2Masked,
        (5, 2, false) => &Tile5x2,
        (6, 1, true) => &Tile6x1Masked,
        (6, 2, true) => &Tile6x2Masked,
        (6, 2, false) => &Tile6x2,
        (7, 1, true) => &Tile7x1Masked,
        (7, 2, true) => &Tile7x2Masked,
        (7, 2, false) => &Tile7x2,
        (8, 1, true) => &Tile8x1Masked,
        (8, 2, true) => &Tile8x2Masked,
        (8, 2, false) => &Tile8x2,
        (9, 1, true) => &Tile9x1Masked,
        (9, 2, true) => &Tile9x2Masked,
        (9, 2, false) => &Tile9x2,
        (10, 1, true) => &Tile10x1Masked,
        (10, 2, true) => &Tile10x2Masked,
        (10, 2, false) => &Tile10x2,
        (11, 1, true) => &Tile11x1Masked,
        (11, 2, true) => &Tile11x2Masked,
        (11, 2, false) => &Tile11x2,
        (12, 1, true) => &Tile12x1Masked,
        (12, 2, true) => &Tile12x2Masked,
        (12, 2, false) => &Tile12x2,
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x1Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c0x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x2Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c0x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x4(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        Sse.Prefetch0(result + 32);
        Sse.Prefetch0(result + 48);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        Vector512<float> c0x2 = Vector512.Load(init + 32);
        Vector512<float> c0x3 = Vector512.Load(init + 48);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> b2 = Vector512.Load(b + 32);
            Vector512<float> b3 = Vector512.Load(b + 48);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            c0x2 = Vector512.FusedMultiplyAdd(x, b2, c0x2);
            c0x3 = Vector512.FusedMultiplyAdd(x, b3, c0x3);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            Sse.Prefetch0(b + ahead + 32);
            Sse.Prefetch0(b + ahead + 48);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        Vector512.Store(Vector512.MaxNative(floor, c0x2), c + 32);
        Vector512.Store(Vector512.MaxNative(floor, c0x3), c + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x1Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c0x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c1x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x2Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c0x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c1x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x4(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        Sse.Prefetch0(result + 32);
        Sse.Prefetch0(result + 48);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        Sse.Prefetch0(result + 32);
        Sse.Prefetch0(result + 48);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        Vector512<float> c0x2 = Vector512.Load(init + 32);
        Vector512<float> c0x3 = Vector512.Load(init + 48);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        Vector512<float> c1x2 = Vector512.Load(init + 32);
        Vector512<float> c1x3 = Vector512.Load(init + 48);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> b2 = Vector512.Load(b + 32);
            Vector512<float> b3 = Vector512.Load(b + 48);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            c0x2 = Vector512.FusedMultiplyAdd(x, b2, c0x2);
            c0x3 = Vector512.FusedMultiplyAdd(x, b3, c0x3);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            c1x2 = Vector512.FusedMultiplyAdd(x, b2, c1x2);
            c1x3 = Vector512.FusedMultiplyAdd(x, b3, c1x3);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            Sse.Prefetch0(b + ahead + 32);
            Sse.Prefetch0(b + ahead + 48);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        Vector512.Store(Vector512.MaxNative(floor, c0x2), c + 32);
        Vector512.Store(Vector512.MaxNative(floor, c0x3), c + 48);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        Vector512.Store(Vector512.MaxNative(floor, c1x2), c + 32);
        Vector512.Store(Vector512.MaxNative(floor, c1x3), c + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x1Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c0x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c1x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c2x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x2Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c0x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c1x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c2x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Vector512.Load(init + 16);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c2x1), c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x4(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        Sse.Prefetch0(result + 32);
        Sse.Prefetch0(result + 48);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        Sse.Prefetch0(result + 32);
        Sse.Prefetch0(result + 48);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        Sse.Prefetch0(result + 32);
        Sse.Prefetch0(result + 48);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        Vector512<float> c0x2 = Vector512.Load(init + 32);
        Vector512<float> c0x3 = Vector512.Load(init + 48);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        Vector512<float> c1x2 = Vector512.Load(init + 32);
        Vector512<float> c1x3 = Vector512.Load(init + 48);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Vector512.Load(init + 16);
        Vector512<float> c2x2 = Vector512.Load(init + 32);
        Vector512<float> c2x3 = Vector512.Load(init + 48);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> b2 = Vector512.Load(b + 32);
            Vector512<float> b3 = Vector512.Load(b + 48);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            c0x2 = Vector512.FusedMultiplyAdd(x, b2, c0x2);
            c0x3 = Vector512.FusedMultiplyAdd(x, b3, c0x3);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            c1x2 = Vector512.FusedMultiplyAdd(x, b2, c1x2);
            c1x3 = Vector512.FusedMultiplyAdd(x, b3, c1x3);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            c2x2 = Vector512.FusedMultiplyAdd(x, b2, c2x2);
            c2x3 = Vector512.FusedMultiplyAdd(x, b3, c2x3);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            Sse.Prefetch0(b + ahead + 32);
            Sse.Prefetch0(b + ahead + 48);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        Vector512.Store(Vector512.MaxNative(floor, c0x2), c + 32);
        Vector512.Store(Vector512.MaxNative(floor, c0x3), c + 48);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        Vector512.Store(Vector512.MaxNative(floor, c1x2), c + 32);
        Vector512.Store(Vector512.MaxNative(floor, c1x3), c + 48);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c2x1), c + 16);
        Vector512.Store(Vector512.MaxNative(floor, c2x2), c + 32);
        Vector512.Store(Vector512.MaxNative(floor, c2x3), c + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile4x1Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c0x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c1x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c2x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c3x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile4x2Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c0x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c1x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c2x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c3x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile4x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Vector512.Load(init + 16);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c2x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c3x1), c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile4x4(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        Sse.Prefetch0(result + 32);
        Sse.Prefetch0(result + 48);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        Sse.Prefetch0(result + 32);
        Sse.Prefetch0(result + 48);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        Sse.Prefetch0(result + 32);
        Sse.Prefetch0(result + 48);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        Sse.Prefetch0(result + 32);
        Sse.Prefetch0(result + 48);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        Vector512<float> c0x2 = Vector512.Load(init + 32);
        Vector512<float> c0x3 = Vector512.Load(init + 48);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        Vector512<float> c1x2 = Vector512.Load(init + 32);
        Vector512<float> c1x3 = Vector512.Load(init + 48);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Vector512.Load(init + 16);
        Vector512<float> c2x2 = Vector512.Load(init + 32);
        Vector512<float> c2x3 = Vector512.Load(init + 48);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Vector512.Load(init + 16);
        Vector512<float> c3x2 = Vector512.Load(init + 32);
        Vector512<float> c3x3 = Vector512.Load(init + 48);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> b2 = Vector512.Load(b + 32);
            Vector512<float> b3 = Vector512.Load(b + 48);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            c0x2 = Vector512.FusedMultiplyAdd(x, b2, c0x2);
            c0x3 = Vector512.FusedMultiplyAdd(x, b3, c0x3);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            c1x2 = Vector512.FusedMultiplyAdd(x, b2, c1x2);
            c1x3 = Vector512.FusedMultiplyAdd(x, b3, c1x3);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            c2x2 = Vector512.FusedMultiplyAdd(x, b2, c2x2);
            c2x3 = Vector512.FusedMultiplyAdd(x, b3, c2x3);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            c3x2 = Vector512.FusedMultiplyAdd(x, b2, c3x2);
            c3x3 = Vector512.FusedMultiplyAdd(x, b3, c3x3);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            Sse.Prefetch0(b + ahead + 32);
            Sse.Prefetch0(b + ahead + 48);
            a0 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        Vector512.Store(Vector512.MaxNative(floor, c0x2), c + 32);
        Vector512.Store(Vector512.MaxNative(floor, c0x3), c + 48);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        Vector512.Store(Vector512.MaxNative(floor, c1x2), c + 32);
        Vector512.Store(Vector512.MaxNative(floor, c1x3), c + 48);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c2x1), c + 16);
        Vector512.Store(Vector512.MaxNative(floor, c2x2), c + 32);
        Vector512.Store(Vector512.MaxNative(floor, c2x3), c + 48);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c3x1), c + 16);
        Vector512.Store(Vector512.MaxNative(floor, c3x2), c + 32);
        Vector512.Store(Vector512.MaxNative(floor, c3x3), c + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile5x1Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c0x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c1x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c2x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c3x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c4x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile5x2Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c0x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c1x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c2x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c3x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c4x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile5x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Vector512.Load(init + 16);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c2x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c3x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c4x1), c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile6x1Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c0x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c1x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c2x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c3x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c4x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c5x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile6x2Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c0x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c1x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c2x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c3x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c4x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c5x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile6x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Vector512.Load(init + 16);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c2x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c3x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c4x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c5x1), c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile7x1Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c6x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c0x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c1x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c2x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c3x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c4x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c5x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c6x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile7x2Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c6x0 = Vector512.Load(init);
        Vector512<float> c6x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            c6x1 = Vector512.FusedMultiplyAdd(x, b1, c6x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c0x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c1x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c2x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c3x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c4x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c5x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c6x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c6x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile7x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c6x0 = Vector512.Load(init);
        Vector512<float> c6x1 = Vector512.Load(init + 16);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            c6x1 = Vector512.FusedMultiplyAdd(x, b1, c6x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c2x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c3x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c4x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c5x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c6x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c6x1), c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile8x1Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c6x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c7x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c0x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c1x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c2x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c3x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c4x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c5x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c6x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c7x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile8x2Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c6x0 = Vector512.Load(init);
        Vector512<float> c6x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c7x0 = Vector512.Load(init);
        Vector512<float> c7x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            c6x1 = Vector512.FusedMultiplyAdd(x, b1, c6x1);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            c7x1 = Vector512.FusedMultiplyAdd(x, b1, c7x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c0x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c1x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c2x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c3x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c4x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c5x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c6x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c6x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c7x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c7x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile8x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c6x0 = Vector512.Load(init);
        Vector512<float> c6x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c7x0 = Vector512.Load(init);
        Vector512<float> c7x1 = Vector512.Load(init + 16);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            c6x1 = Vector512.FusedMultiplyAdd(x, b1, c6x1);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            c7x1 = Vector512.FusedMultiplyAdd(x, b1, c7x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c2x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c3x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c4x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c5x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c6x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c6x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c7x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c7x1), c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile9x1Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c6x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c7x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c8x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        float* a2 = a1 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            x = Vector512.Create(*a2);
            c8x0 = Vector512.FusedMultiplyAdd(x, b0, c8x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            a2 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c0x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c1x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c2x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c3x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c4x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c5x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c6x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c7x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c8x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile9x2Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c6x0 = Vector512.Load(init);
        Vector512<float> c6x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c7x0 = Vector512.Load(init);
        Vector512<float> c7x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c8x0 = Vector512.Load(init);
        Vector512<float> c8x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        float* a2 = a1 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            c6x1 = Vector512.FusedMultiplyAdd(x, b1, c6x1);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            c7x1 = Vector512.FusedMultiplyAdd(x, b1, c7x1);
            x = Vector512.Create(*a2);
            c8x0 = Vector512.FusedMultiplyAdd(x, b0, c8x0);
            c8x1 = Vector512.FusedMultiplyAdd(x, b1, c8x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            a2 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c0x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c1x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c2x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c3x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c4x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c5x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c6x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c6x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c7x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c7x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c8x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c8x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile9x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c6x0 = Vector512.Load(init);
        Vector512<float> c6x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c7x0 = Vector512.Load(init);
        Vector512<float> c7x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c8x0 = Vector512.Load(init);
        Vector512<float> c8x1 = Vector512.Load(init + 16);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        float* a2 = a1 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            c6x1 = Vector512.FusedMultiplyAdd(x, b1, c6x1);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            c7x1 = Vector512.FusedMultiplyAdd(x, b1, c7x1);
            x = Vector512.Create(*a2);
            c8x0 = Vector512.FusedMultiplyAdd(x, b0, c8x0);
            c8x1 = Vector512.FusedMultiplyAdd(x, b1, c8x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            a2 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c2x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c3x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c4x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c5x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c6x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c6x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c7x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c7x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c8x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c8x1), c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile10x1Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c6x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c7x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c8x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c9x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        float* a2 = a1 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            x = Vector512.Create(*a2);
            c8x0 = Vector512.FusedMultiplyAdd(x, b0, c8x0);
            x = Vector512.Create(a2[row]);
            c9x0 = Vector512.FusedMultiplyAdd(x, b0, c9x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            a2 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c0x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c1x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c2x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c3x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c4x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c5x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c6x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c7x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c8x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c9x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile10x2Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c6x0 = Vector512.Load(init);
        Vector512<float> c6x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c7x0 = Vector512.Load(init);
        Vector512<float> c7x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c8x0 = Vector512.Load(init);
        Vector512<float> c8x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c9x0 = Vector512.Load(init);
        Vector512<float> c9x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        float* a2 = a1 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            c6x1 = Vector512.FusedMultiplyAdd(x, b1, c6x1);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            c7x1 = Vector512.FusedMultiplyAdd(x, b1, c7x1);
            x = Vector512.Create(*a2);
            c8x0 = Vector512.FusedMultiplyAdd(x, b0, c8x0);
            c8x1 = Vector512.FusedMultiplyAdd(x, b1, c8x1);
            x = Vector512.Create(a2[row]);
            c9x0 = Vector512.FusedMultiplyAdd(x, b0, c9x0);
            c9x1 = Vector512.FusedMultiplyAdd(x, b1, c9x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            a2 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c0x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c1x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c2x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c3x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c4x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c5x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c6x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c6x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c7x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c7x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c8x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c8x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c9x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c9x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile10x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c6x0 = Vector512.Load(init);
        Vector512<float> c6x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c7x0 = Vector512.Load(init);
        Vector512<float> c7x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c8x0 = Vector512.Load(init);
        Vector512<float> c8x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c9x0 = Vector512.Load(init);
        Vector512<float> c9x1 = Vector512.Load(init + 16);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        float* a2 = a1 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            c6x1 = Vector512.FusedMultiplyAdd(x, b1, c6x1);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            c7x1 = Vector512.FusedMultiplyAdd(x, b1, c7x1);
            x = Vector512.Create(*a2);
            c8x0 = Vector512.FusedMultiplyAdd(x, b0, c8x0);
            c8x1 = Vector512.FusedMultiplyAdd(x, b1, c8x1);
            x = Vector512.Create(a2[row]);
            c9x0 = Vector512.FusedMultiplyAdd(x, b0, c9x0);
            c9x1 = Vector512.FusedMultiplyAdd(x, b1, c9x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            a2 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c2x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c3x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c4x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c5x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c6x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c6x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c7x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c7x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c8x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c8x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c9x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c9x1), c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile11x1Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c6x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c7x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c8x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c9x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c10x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        float* a2 = a1 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            x = Vector512.Create(*a2);
            c8x0 = Vector512.FusedMultiplyAdd(x, b0, c8x0);
            x = Vector512.Create(a2[row]);
            c9x0 = Vector512.FusedMultiplyAdd(x, b0, c9x0);
            x = Vector512.Create(a2[row2]);
            c10x0 = Vector512.FusedMultiplyAdd(x, b0, c10x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            a2 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c0x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c1x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c2x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c3x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c4x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c5x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c6x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c7x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c8x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c9x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c10x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile11x2Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c6x0 = Vector512.Load(init);
        Vector512<float> c6x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c7x0 = Vector512.Load(init);
        Vector512<float> c7x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c8x0 = Vector512.Load(init);
        Vector512<float> c8x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c9x0 = Vector512.Load(init);
        Vector512<float> c9x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c10x0 = Vector512.Load(init);
        Vector512<float> c10x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        float* a2 = a1 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            c6x1 = Vector512.FusedMultiplyAdd(x, b1, c6x1);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            c7x1 = Vector512.FusedMultiplyAdd(x, b1, c7x1);
            x = Vector512.Create(*a2);
            c8x0 = Vector512.FusedMultiplyAdd(x, b0, c8x0);
            c8x1 = Vector512.FusedMultiplyAdd(x, b1, c8x1);
            x = Vector512.Create(a2[row]);
            c9x0 = Vector512.FusedMultiplyAdd(x, b0, c9x0);
            c9x1 = Vector512.FusedMultiplyAdd(x, b1, c9x1);
            x = Vector512.Create(a2[row2]);
            c10x0 = Vector512.FusedMultiplyAdd(x, b0, c10x0);
            c10x1 = Vector512.FusedMultiplyAdd(x, b1, c10x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            a2 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c0x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c1x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c2x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c3x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c4x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c5x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c6x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c6x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c7x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c7x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c8x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c8x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c9x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c9x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c10x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c10x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile11x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c6x0 = Vector512.Load(init);
        Vector512<float> c6x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c7x0 = Vector512.Load(init);
        Vector512<float> c7x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c8x0 = Vector512.Load(init);
        Vector512<float> c8x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c9x0 = Vector512.Load(init);
        Vector512<float> c9x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c10x0 = Vector512.Load(init);
        Vector512<float> c10x1 = Vector512.Load(init + 16);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        float* a2 = a1 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            c6x1 = Vector512.FusedMultiplyAdd(x, b1, c6x1);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            c7x1 = Vector512.FusedMultiplyAdd(x, b1, c7x1);
            x = Vector512.Create(*a2);
            c8x0 = Vector512.FusedMultiplyAdd(x, b0, c8x0);
            c8x1 = Vector512.FusedMultiplyAdd(x, b1, c8x1);
            x = Vector512.Create(a2[row]);
            c9x0 = Vector512.FusedMultiplyAdd(x, b0, c9x0);
            c9x1 = Vector512.FusedMultiplyAdd(x, b1, c9x1);
            x = Vector512.Create(a2[row2]);
            c10x0 = Vector512.FusedMultiplyAdd(x, b0, c10x0);
            c10x1 = Vector512.FusedMultiplyAdd(x, b1, c10x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            a2 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c2x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c3x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c4x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c5x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c6x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c6x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c7x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c7x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c8x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c8x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c9x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c9x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c10x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c10x1), c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile12x1Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c6x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c7x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c8x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c9x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c10x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c11x0 = Avx512F.MaskLoad(init, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        float* a2 = a1 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            x = Vector512.Create(*a2);
            c8x0 = Vector512.FusedMultiplyAdd(x, b0, c8x0);
            x = Vector512.Create(a2[row]);
            c9x0 = Vector512.FusedMultiplyAdd(x, b0, c9x0);
            x = Vector512.Create(a2[row2]);
            c10x0 = Vector512.FusedMultiplyAdd(x, b0, c10x0);
            x = Vector512.Create(a2[row3]);
            c11x0 = Vector512.FusedMultiplyAdd(x, b0, c11x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            a2 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c0x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c1x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c2x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c3x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c4x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c5x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c6x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c7x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c8x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c9x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c10x0));
        c += rowC;
        Avx512F.MaskStore(c, mask, Vector512.MaxNative(floor, c11x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile12x2Masked(GemmTile<float>* t)
    {
        Vector512<float> mask = Vector512.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c6x0 = Vector512.Load(init);
        Vector512<float> c6x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c7x0 = Vector512.Load(init);
        Vector512<float> c7x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c8x0 = Vector512.Load(init);
        Vector512<float> c8x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c9x0 = Vector512.Load(init);
        Vector512<float> c9x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c10x0 = Vector512.Load(init);
        Vector512<float> c10x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        init += rowInit;
        Vector512<float> c11x0 = Vector512.Load(init);
        Vector512<float> c11x1 = Avx512F.MaskLoad(init + 16, mask, Vector512<float>.Zero);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        float* a2 = a1 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            c6x1 = Vector512.FusedMultiplyAdd(x, b1, c6x1);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            c7x1 = Vector512.FusedMultiplyAdd(x, b1, c7x1);
            x = Vector512.Create(*a2);
            c8x0 = Vector512.FusedMultiplyAdd(x, b0, c8x0);
            c8x1 = Vector512.FusedMultiplyAdd(x, b1, c8x1);
            x = Vector512.Create(a2[row]);
            c9x0 = Vector512.FusedMultiplyAdd(x, b0, c9x0);
            c9x1 = Vector512.FusedMultiplyAdd(x, b1, c9x1);
            x = Vector512.Create(a2[row2]);
            c10x0 = Vector512.FusedMultiplyAdd(x, b0, c10x0);
            c10x1 = Vector512.FusedMultiplyAdd(x, b1, c10x1);
            x = Vector512.Create(a2[row3]);
            c11x0 = Vector512.FusedMultiplyAdd(x, b0, c11x0);
            c11x1 = Vector512.FusedMultiplyAdd(x, b1, c11x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            a2 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c0x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c1x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c2x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c3x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c4x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c5x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c6x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c6x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c7x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c7x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c8x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c8x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c9x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c9x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c10x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c10x1));
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c11x0), c);
        Avx512F.MaskStore(c + 16, mask, Vector512.MaxNative(floor, c11x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile12x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector512<float> c0x0 = Vector512.Load(init);
        Vector512<float> c0x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c1x0 = Vector512.Load(init);
        Vector512<float> c1x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c2x0 = Vector512.Load(init);
        Vector512<float> c2x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c3x0 = Vector512.Load(init);
        Vector512<float> c3x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c4x0 = Vector512.Load(init);
        Vector512<float> c4x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c5x0 = Vector512.Load(init);
        Vector512<float> c5x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c6x0 = Vector512.Load(init);
        Vector512<float> c6x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c7x0 = Vector512.Load(init);
        Vector512<float> c7x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c8x0 = Vector512.Load(init);
        Vector512<float> c8x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c9x0 = Vector512.Load(init);
        Vector512<float> c9x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c10x0 = Vector512.Load(init);
        Vector512<float> c10x1 = Vector512.Load(init + 16);
        init += rowInit;
        Vector512<float> c11x0 = Vector512.Load(init);
        Vector512<float> c11x1 = Vector512.Load(init + 16);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        float* a2 = a1 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c0x0 = Vector512.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector512.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector512.Create(a0[row]);
            c1x0 = Vector512.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector512.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector512.Create(a0[row2]);
            c2x0 = Vector512.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector512.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector512.Create(a0[row3]);
            c3x0 = Vector512.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector512.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector512.Create(*a1);
            c4x0 = Vector512.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector512.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector512.Create(a1[row]);
            c5x0 = Vector512.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector512.FusedMultiplyAdd(x, b1, c5x1);
            x = Vector512.Create(a1[row2]);
            c6x0 = Vector512.FusedMultiplyAdd(x, b0, c6x0);
            c6x1 = Vector512.FusedMultiplyAdd(x, b1, c6x1);
            x = Vector512.Create(a1[row3]);
            c7x0 = Vector512.FusedMultiplyAdd(x, b0, c7x0);
            c7x1 = Vector512.FusedMultiplyAdd(x, b1, c7x1);
            x = Vector512.Create(*a2);
            c8x0 = Vector512.FusedMultiplyAdd(x, b0, c8x0);
            c8x1 = Vector512.FusedMultiplyAdd(x, b1, c8x1);
            x = Vector512.Create(a2[row]);
            c9x0 = Vector512.FusedMultiplyAdd(x, b0, c9x0);
            c9x1 = Vector512.FusedMultiplyAdd(x, b1, c9x1);
            x = Vector512.Create(a2[row2]);
            c10x0 = Vector512.FusedMultiplyAdd(x, b0, c10x0);
            c10x1 = Vector512.FusedMultiplyAdd(x, b1, c10x1);
            x = Vector512.Create(a2[row3]);
            c11x0 = Vector512.FusedMultiplyAdd(x, b0, c11x0);
            c11x1 = Vector512.FusedMultiplyAdd(x, b1, c11x1);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            a1 += stepA;
            a2 += stepA;
            b += stepB;
        }

        Vector512<float> floor = Vector512.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector512.Store(Vector512.MaxNative(floor, c0x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c0x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c1x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c1x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c2x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c2x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c3x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c3x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c4x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c4x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c5x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c5x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c6x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c6x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c7x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c7x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c8x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c8x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c9x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c9x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c10x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c10x1), c + 16);
        c += rowC;
        Vector512.Store(Vector512.MaxNative(floor, c11x0), c);
        Vector512.Store(Vector512.MaxNative(floor, c11x1), c + 16);
    }
}
