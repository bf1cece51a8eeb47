// Written by eng/KernelGen. Change the template there and run: dotnet run --project eng/KernelGen
#nullable enable
using System.CodeDom.Compiler;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Tiles of matrix multiplication in float with 256-bit vectors: C = max(floor, Init + A B).</summary>
[GeneratedCode("AutoGrad.KernelGen", "1.0")]
internal static unsafe class GemmFloat256
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
        (5, 1, true) => &Tile5x1Masked,
        (5, 2, true) => &Tile5x2Masked,
        (5, 2, false) => &Tile5x2,
        (6, 1, true) => &Tile6x1Masked,
        (6, 2, true) => &Tile6x2Masked,
        (6, 2, false) => &Tile6x2,
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x1Masked(GemmTile<float>* t)
    {
        Vector256<float> mask = Vector256.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<float> c0x0 = Avx.MaskLoad(init, mask);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Avx.MaskLoad(b, mask);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c0x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x2Masked(GemmTile<float>* t)
    {
        Vector256<float> mask = Vector256.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Avx.MaskLoad(init + 8, mask);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Avx.MaskLoad(b + 8, mask);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c0x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Vector256.Load(init + 8);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + 8);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x4(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 16);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Vector256.Load(init + 8);
        Vector256<float> c0x2 = Vector256.Load(init + 16);
        Vector256<float> c0x3 = Vector256.Load(init + 24);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + 8);
            Vector256<float> b2 = Vector256.Load(b + 16);
            Vector256<float> b3 = Vector256.Load(b + 24);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            c0x2 = Vector256.FusedMultiplyAdd(x, b2, c0x2);
            c0x3 = Vector256.FusedMultiplyAdd(x, b3, c0x3);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 8);
        Vector256.Store(Vector256.MaxNative(floor, c0x2), c + 16);
        Vector256.Store(Vector256.MaxNative(floor, c0x3), c + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x1Masked(GemmTile<float>* t)
    {
        Vector256<float> mask = Vector256.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<float> c0x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c1x0 = Avx.MaskLoad(init, mask);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Avx.MaskLoad(b, mask);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c0x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c1x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x2Masked(GemmTile<float>* t)
    {
        Vector256<float> mask = Vector256.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c1x0 = Vector256.Load(init);
        Vector256<float> c1x1 = Avx.MaskLoad(init + 8, mask);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Avx.MaskLoad(b + 8, mask);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c0x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c1x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c1x0 = Vector256.Load(init);
        Vector256<float> c1x1 = Vector256.Load(init + 8);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + 8);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x4(GemmTile<float>* t)
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
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Vector256.Load(init + 8);
        Vector256<float> c0x2 = Vector256.Load(init + 16);
        Vector256<float> c0x3 = Vector256.Load(init + 24);
        init += rowInit;
        Vector256<float> c1x0 = Vector256.Load(init);
        Vector256<float> c1x1 = Vector256.Load(init + 8);
        Vector256<float> c1x2 = Vector256.Load(init + 16);
        Vector256<float> c1x3 = Vector256.Load(init + 24);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + 8);
            Vector256<float> b2 = Vector256.Load(b + 16);
            Vector256<float> b3 = Vector256.Load(b + 24);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            c0x2 = Vector256.FusedMultiplyAdd(x, b2, c0x2);
            c0x3 = Vector256.FusedMultiplyAdd(x, b3, c0x3);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            c1x2 = Vector256.FusedMultiplyAdd(x, b2, c1x2);
            c1x3 = Vector256.FusedMultiplyAdd(x, b3, c1x3);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 8);
        Vector256.Store(Vector256.MaxNative(floor, c0x2), c + 16);
        Vector256.Store(Vector256.MaxNative(floor, c0x3), c + 24);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 8);
        Vector256.Store(Vector256.MaxNative(floor, c1x2), c + 16);
        Vector256.Store(Vector256.MaxNative(floor, c1x3), c + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x1Masked(GemmTile<float>* t)
    {
        Vector256<float> mask = Vector256.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<float> c0x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c1x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c2x0 = Avx.MaskLoad(init, mask);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Avx.MaskLoad(b, mask);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c0x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c1x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c2x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x2Masked(GemmTile<float>* t)
    {
        Vector256<float> mask = Vector256.Load(t->Mask);
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c1x0 = Vector256.Load(init);
        Vector256<float> c1x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c2x0 = Vector256.Load(init);
        Vector256<float> c2x1 = Avx.MaskLoad(init + 8, mask);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Avx.MaskLoad(b + 8, mask);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector256.FusedMultiplyAdd(x, b1, c2x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c0x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c1x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c2x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x2(GemmTile<float>* t)
    {
        float* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        float* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c1x0 = Vector256.Load(init);
        Vector256<float> c1x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c2x0 = Vector256.Load(init);
        Vector256<float> c2x1 = Vector256.Load(init + 8);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + 8);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector256.FusedMultiplyAdd(x, b1, c2x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c2x1), c + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x4(GemmTile<float>* t)
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
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Vector256.Load(init + 8);
        Vector256<float> c0x2 = Vector256.Load(init + 16);
        Vector256<float> c0x3 = Vector256.Load(init + 24);
        init += rowInit;
        Vector256<float> c1x0 = Vector256.Load(init);
        Vector256<float> c1x1 = Vector256.Load(init + 8);
        Vector256<float> c1x2 = Vector256.Load(init + 16);
        Vector256<float> c1x3 = Vector256.Load(init + 24);
        init += rowInit;
        Vector256<float> c2x0 = Vector256.Load(init);
        Vector256<float> c2x1 = Vector256.Load(init + 8);
        Vector256<float> c2x2 = Vector256.Load(init + 16);
        Vector256<float> c2x3 = Vector256.Load(init + 24);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + 8);
            Vector256<float> b2 = Vector256.Load(b + 16);
            Vector256<float> b3 = Vector256.Load(b + 24);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            c0x2 = Vector256.FusedMultiplyAdd(x, b2, c0x2);
            c0x3 = Vector256.FusedMultiplyAdd(x, b3, c0x3);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            c1x2 = Vector256.FusedMultiplyAdd(x, b2, c1x2);
            c1x3 = Vector256.FusedMultiplyAdd(x, b3, c1x3);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector256.FusedMultiplyAdd(x, b1, c2x1);
            c2x2 = Vector256.FusedMultiplyAdd(x, b2, c2x2);
            c2x3 = Vector256.FusedMultiplyAdd(x, b3, c2x3);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 16);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 8);
        Vector256.Store(Vector256.MaxNative(floor, c0x2), c + 16);
        Vector256.Store(Vector256.MaxNative(floor, c0x3), c + 24);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 8);
        Vector256.Store(Vector256.MaxNative(floor, c1x2), c + 16);
        Vector256.Store(Vector256.MaxNative(floor, c1x3), c + 24);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c2x1), c + 8);
        Vector256.Store(Vector256.MaxNative(floor, c2x2), c + 16);
        Vector256.Store(Vector256.MaxNative(floor, c2x3), c + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile4x1Masked(GemmTile<float>* t)
    {
        Vector256<float> mask = Vector256.Load(t->Mask);
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
        Vector256<float> c0x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c1x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c2x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c3x0 = Avx.MaskLoad(init, mask);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Avx.MaskLoad(b, mask);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            x = Vector256.Create(a0[row3]);
            c3x0 = Vector256.FusedMultiplyAdd(x, b0, c3x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c0x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c1x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c2x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c3x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile4x2Masked(GemmTile<float>* t)
    {
        Vector256<float> mask = Vector256.Load(t->Mask);
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
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c1x0 = Vector256.Load(init);
        Vector256<float> c1x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c2x0 = Vector256.Load(init);
        Vector256<float> c2x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c3x0 = Vector256.Load(init);
        Vector256<float> c3x1 = Avx.MaskLoad(init + 8, mask);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Avx.MaskLoad(b + 8, mask);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector256.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector256.Create(a0[row3]);
            c3x0 = Vector256.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector256.FusedMultiplyAdd(x, b1, c3x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c0x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c1x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c2x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c3x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c3x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile4x2(GemmTile<float>* t)
    {
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
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c1x0 = Vector256.Load(init);
        Vector256<float> c1x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c2x0 = Vector256.Load(init);
        Vector256<float> c2x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c3x0 = Vector256.Load(init);
        Vector256<float> c3x1 = Vector256.Load(init + 8);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + 8);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector256.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector256.Create(a0[row3]);
            c3x0 = Vector256.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector256.FusedMultiplyAdd(x, b1, c3x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c2x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c3x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c3x1), c + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile5x1Masked(GemmTile<float>* t)
    {
        Vector256<float> mask = Vector256.Load(t->Mask);
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
        Vector256<float> c0x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c1x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c2x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c3x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c4x0 = Avx.MaskLoad(init, mask);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Avx.MaskLoad(b, mask);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            x = Vector256.Create(a0[row3]);
            c3x0 = Vector256.FusedMultiplyAdd(x, b0, c3x0);
            x = Vector256.Create(*a1);
            c4x0 = Vector256.FusedMultiplyAdd(x, b0, c4x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c0x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c1x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c2x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c3x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c4x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile5x2Masked(GemmTile<float>* t)
    {
        Vector256<float> mask = Vector256.Load(t->Mask);
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
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c1x0 = Vector256.Load(init);
        Vector256<float> c1x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c2x0 = Vector256.Load(init);
        Vector256<float> c2x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c3x0 = Vector256.Load(init);
        Vector256<float> c3x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c4x0 = Vector256.Load(init);
        Vector256<float> c4x1 = Avx.MaskLoad(init + 8, mask);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Avx.MaskLoad(b + 8, mask);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector256.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector256.Create(a0[row3]);
            c3x0 = Vector256.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector256.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector256.Create(*a1);
            c4x0 = Vector256.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector256.FusedMultiplyAdd(x, b1, c4x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c0x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c1x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c2x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c3x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c3x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c4x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c4x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile5x2(GemmTile<float>* t)
    {
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
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c1x0 = Vector256.Load(init);
        Vector256<float> c1x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c2x0 = Vector256.Load(init);
        Vector256<float> c2x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c3x0 = Vector256.Load(init);
        Vector256<float> c3x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c4x0 = Vector256.Load(init);
        Vector256<float> c4x1 = Vector256.Load(init + 8);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + 8);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector256.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector256.Create(a0[row3]);
            c3x0 = Vector256.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector256.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector256.Create(*a1);
            c4x0 = Vector256.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector256.FusedMultiplyAdd(x, b1, c4x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c2x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c3x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c3x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c4x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c4x1), c + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile6x1Masked(GemmTile<float>* t)
    {
        Vector256<float> mask = Vector256.Load(t->Mask);
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
        Vector256<float> c0x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c1x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c2x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c3x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c4x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<float> c5x0 = Avx.MaskLoad(init, mask);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Avx.MaskLoad(b, mask);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            x = Vector256.Create(a0[row3]);
            c3x0 = Vector256.FusedMultiplyAdd(x, b0, c3x0);
            x = Vector256.Create(*a1);
            c4x0 = Vector256.FusedMultiplyAdd(x, b0, c4x0);
            x = Vector256.Create(a1[row]);
            c5x0 = Vector256.FusedMultiplyAdd(x, b0, c5x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c0x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c1x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c2x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c3x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c4x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c5x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile6x2Masked(GemmTile<float>* t)
    {
        Vector256<float> mask = Vector256.Load(t->Mask);
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
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c1x0 = Vector256.Load(init);
        Vector256<float> c1x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c2x0 = Vector256.Load(init);
        Vector256<float> c2x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c3x0 = Vector256.Load(init);
        Vector256<float> c3x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c4x0 = Vector256.Load(init);
        Vector256<float> c4x1 = Avx.MaskLoad(init + 8, mask);
        init += rowInit;
        Vector256<float> c5x0 = Vector256.Load(init);
        Vector256<float> c5x1 = Avx.MaskLoad(init + 8, mask);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Avx.MaskLoad(b + 8, mask);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector256.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector256.Create(a0[row3]);
            c3x0 = Vector256.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector256.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector256.Create(*a1);
            c4x0 = Vector256.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector256.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector256.Create(a1[row]);
            c5x0 = Vector256.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector256.FusedMultiplyAdd(x, b1, c5x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c0x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c1x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c2x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c3x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c3x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c4x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c4x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c5x0), c);
        Avx.MaskStore(c + 8, mask, Vector256.MaxNative(floor, c5x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile6x2(GemmTile<float>* t)
    {
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
        Vector256<float> c0x0 = Vector256.Load(init);
        Vector256<float> c0x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c1x0 = Vector256.Load(init);
        Vector256<float> c1x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c2x0 = Vector256.Load(init);
        Vector256<float> c2x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c3x0 = Vector256.Load(init);
        Vector256<float> c3x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c4x0 = Vector256.Load(init);
        Vector256<float> c4x1 = Vector256.Load(init + 8);
        init += rowInit;
        Vector256<float> c5x0 = Vector256.Load(init);
        Vector256<float> c5x1 = Vector256.Load(init + 8);
        float* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        float* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + 8);
            Vector256<float> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            c2x1 = Vector256.FusedMultiplyAdd(x, b1, c2x1);
            x = Vector256.Create(a0[row3]);
            c3x0 = Vector256.FusedMultiplyAdd(x, b0, c3x0);
            c3x1 = Vector256.FusedMultiplyAdd(x, b1, c3x1);
            x = Vector256.Create(*a1);
            c4x0 = Vector256.FusedMultiplyAdd(x, b0, c4x0);
            c4x1 = Vector256.FusedMultiplyAdd(x, b1, c4x1);
            x = Vector256.Create(a1[row]);
            c5x0 = Vector256.FusedMultiplyAdd(x, b0, c5x0);
            c5x1 = Vector256.FusedMultiplyAdd(x, b1, c5x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector256<float> floor = Vector256.Create(t->Floor);
        float* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c2x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c3x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c3x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c4x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c4x1), c + 8);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c5x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c5x1), c + 8);
    }
}
