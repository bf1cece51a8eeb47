// Written by eng/KernelGen. Change the template there and run: dotnet run --project eng/KernelGen
#nullable enable
using System.CodeDom.Compiler;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Tiles of matrix multiplication in double with 256-bit vectors: C = max(floor, Init + A B).</summary>
[GeneratedCode("AutoGrad.KernelGen", "1.0")]
internal static unsafe class GemmDouble256
{
    /// <summary>The kernel of a tile of so many rows and vectors of columns.</summary>
    public static delegate*<GemmTile<double>*, void> Get(int rows, int vectors, bool masked) => (rows, vectors, masked) switch
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
    private static void Tile1x1Masked(GemmTile<double>* t)
    {
        Vector256<double> mask = Vector256.Load(t->Mask);
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Avx.MaskLoad(init, mask);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Avx.MaskLoad(b, mask);
            Vector256<double> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c0x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x2Masked(GemmTile<double>* t)
    {
        Vector256<double> mask = Vector256.Load(t->Mask);
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Avx.MaskLoad(init + 4, mask);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Avx.MaskLoad(b + 4, mask);
            Vector256<double> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c0x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x2(GemmTile<double>* t)
    {
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Vector256.Load(init + 4);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Vector256.Load(b + 4);
            Vector256<double> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x4(GemmTile<double>* t)
    {
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 8);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Vector256.Load(init + 4);
        Vector256<double> c0x2 = Vector256.Load(init + 8);
        Vector256<double> c0x3 = Vector256.Load(init + 12);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Vector256.Load(b + 4);
            Vector256<double> b2 = Vector256.Load(b + 8);
            Vector256<double> b3 = Vector256.Load(b + 12);
            Vector256<double> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            c0x2 = Vector256.FusedMultiplyAdd(x, b2, c0x2);
            c0x3 = Vector256.FusedMultiplyAdd(x, b3, c0x3);
            Sse.Prefetch0(b + ahead);
            Sse.Prefetch0(b + ahead + 8);
            a0 += stepA;
            b += stepB;
        }

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 4);
        Vector256.Store(Vector256.MaxNative(floor, c0x2), c + 8);
        Vector256.Store(Vector256.MaxNative(floor, c0x3), c + 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x1Masked(GemmTile<double>* t)
    {
        Vector256<double> mask = Vector256.Load(t->Mask);
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c1x0 = Avx.MaskLoad(init, mask);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Avx.MaskLoad(b, mask);
            Vector256<double> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c0x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c1x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x2Masked(GemmTile<double>* t)
    {
        Vector256<double> mask = Vector256.Load(t->Mask);
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c1x0 = Vector256.Load(init);
        Vector256<double> c1x1 = Avx.MaskLoad(init + 4, mask);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Avx.MaskLoad(b + 4, mask);
            Vector256<double> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c0x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c1x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x2(GemmTile<double>* t)
    {
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c1x0 = Vector256.Load(init);
        Vector256<double> c1x1 = Vector256.Load(init + 4);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Vector256.Load(b + 4);
            Vector256<double> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            c0x1 = Vector256.FusedMultiplyAdd(x, b1, c0x1);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            c1x1 = Vector256.FusedMultiplyAdd(x, b1, c1x1);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x4(GemmTile<double>* t)
    {
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 8);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 8);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Vector256.Load(init + 4);
        Vector256<double> c0x2 = Vector256.Load(init + 8);
        Vector256<double> c0x3 = Vector256.Load(init + 12);
        init += rowInit;
        Vector256<double> c1x0 = Vector256.Load(init);
        Vector256<double> c1x1 = Vector256.Load(init + 4);
        Vector256<double> c1x2 = Vector256.Load(init + 8);
        Vector256<double> c1x3 = Vector256.Load(init + 12);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Vector256.Load(b + 4);
            Vector256<double> b2 = Vector256.Load(b + 8);
            Vector256<double> b3 = Vector256.Load(b + 12);
            Vector256<double> x = Vector256.Create(*a0);
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
            Sse.Prefetch0(b + ahead + 8);
            a0 += stepA;
            b += stepB;
        }

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 4);
        Vector256.Store(Vector256.MaxNative(floor, c0x2), c + 8);
        Vector256.Store(Vector256.MaxNative(floor, c0x3), c + 12);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 4);
        Vector256.Store(Vector256.MaxNative(floor, c1x2), c + 8);
        Vector256.Store(Vector256.MaxNative(floor, c1x3), c + 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x1Masked(GemmTile<double>* t)
    {
        Vector256<double> mask = Vector256.Load(t->Mask);
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c1x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c2x0 = Avx.MaskLoad(init, mask);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Avx.MaskLoad(b, mask);
            Vector256<double> x = Vector256.Create(*a0);
            c0x0 = Vector256.FusedMultiplyAdd(x, b0, c0x0);
            x = Vector256.Create(a0[row]);
            c1x0 = Vector256.FusedMultiplyAdd(x, b0, c1x0);
            x = Vector256.Create(a0[row2]);
            c2x0 = Vector256.FusedMultiplyAdd(x, b0, c2x0);
            Sse.Prefetch0(b + ahead);
            a0 += stepA;
            b += stepB;
        }

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c0x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c1x0));
        c += rowC;
        Avx.MaskStore(c, mask, Vector256.MaxNative(floor, c2x0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x2Masked(GemmTile<double>* t)
    {
        Vector256<double> mask = Vector256.Load(t->Mask);
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c1x0 = Vector256.Load(init);
        Vector256<double> c1x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c2x0 = Vector256.Load(init);
        Vector256<double> c2x1 = Avx.MaskLoad(init + 4, mask);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Avx.MaskLoad(b + 4, mask);
            Vector256<double> x = Vector256.Create(*a0);
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

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c0x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c1x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c2x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x2(GemmTile<double>* t)
    {
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c1x0 = Vector256.Load(init);
        Vector256<double> c1x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c2x0 = Vector256.Load(init);
        Vector256<double> c2x1 = Vector256.Load(init + 4);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Vector256.Load(b + 4);
            Vector256<double> x = Vector256.Create(*a0);
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

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c2x1), c + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x4(GemmTile<double>* t)
    {
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 8);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 8);
        result += rowResult;
        Sse.Prefetch0(result);
        Sse.Prefetch0(result + 8);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Vector256.Load(init + 4);
        Vector256<double> c0x2 = Vector256.Load(init + 8);
        Vector256<double> c0x3 = Vector256.Load(init + 12);
        init += rowInit;
        Vector256<double> c1x0 = Vector256.Load(init);
        Vector256<double> c1x1 = Vector256.Load(init + 4);
        Vector256<double> c1x2 = Vector256.Load(init + 8);
        Vector256<double> c1x3 = Vector256.Load(init + 12);
        init += rowInit;
        Vector256<double> c2x0 = Vector256.Load(init);
        Vector256<double> c2x1 = Vector256.Load(init + 4);
        Vector256<double> c2x2 = Vector256.Load(init + 8);
        Vector256<double> c2x3 = Vector256.Load(init + 12);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Vector256.Load(b + 4);
            Vector256<double> b2 = Vector256.Load(b + 8);
            Vector256<double> b3 = Vector256.Load(b + 12);
            Vector256<double> x = Vector256.Create(*a0);
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
            Sse.Prefetch0(b + ahead + 8);
            a0 += stepA;
            b += stepB;
        }

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 4);
        Vector256.Store(Vector256.MaxNative(floor, c0x2), c + 8);
        Vector256.Store(Vector256.MaxNative(floor, c0x3), c + 12);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 4);
        Vector256.Store(Vector256.MaxNative(floor, c1x2), c + 8);
        Vector256.Store(Vector256.MaxNative(floor, c1x3), c + 12);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c2x1), c + 4);
        Vector256.Store(Vector256.MaxNative(floor, c2x2), c + 8);
        Vector256.Store(Vector256.MaxNative(floor, c2x3), c + 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile4x1Masked(GemmTile<double>* t)
    {
        Vector256<double> mask = Vector256.Load(t->Mask);
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c1x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c2x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c3x0 = Avx.MaskLoad(init, mask);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Avx.MaskLoad(b, mask);
            Vector256<double> x = Vector256.Create(*a0);
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

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
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
    private static void Tile4x2Masked(GemmTile<double>* t)
    {
        Vector256<double> mask = Vector256.Load(t->Mask);
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c1x0 = Vector256.Load(init);
        Vector256<double> c1x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c2x0 = Vector256.Load(init);
        Vector256<double> c2x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c3x0 = Vector256.Load(init);
        Vector256<double> c3x1 = Avx.MaskLoad(init + 4, mask);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Avx.MaskLoad(b + 4, mask);
            Vector256<double> x = Vector256.Create(*a0);
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

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c0x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c1x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c2x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c3x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c3x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile4x2(GemmTile<double>* t)
    {
        double* result = t->C;
        nint rowResult = t->RowC;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        result += rowResult;
        Sse.Prefetch0(result);
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c1x0 = Vector256.Load(init);
        Vector256<double> c1x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c2x0 = Vector256.Load(init);
        Vector256<double> c2x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c3x0 = Vector256.Load(init);
        Vector256<double> c3x1 = Vector256.Load(init + 4);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Vector256.Load(b + 4);
            Vector256<double> x = Vector256.Create(*a0);
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

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c2x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c3x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c3x1), c + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile5x1Masked(GemmTile<double>* t)
    {
        Vector256<double> mask = Vector256.Load(t->Mask);
        double* result = t->C;
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
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c1x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c2x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c3x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c4x0 = Avx.MaskLoad(init, mask);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        double* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Avx.MaskLoad(b, mask);
            Vector256<double> x = Vector256.Create(*a0);
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

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
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
    private static void Tile5x2Masked(GemmTile<double>* t)
    {
        Vector256<double> mask = Vector256.Load(t->Mask);
        double* result = t->C;
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
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c1x0 = Vector256.Load(init);
        Vector256<double> c1x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c2x0 = Vector256.Load(init);
        Vector256<double> c2x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c3x0 = Vector256.Load(init);
        Vector256<double> c3x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c4x0 = Vector256.Load(init);
        Vector256<double> c4x1 = Avx.MaskLoad(init + 4, mask);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        double* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Avx.MaskLoad(b + 4, mask);
            Vector256<double> x = Vector256.Create(*a0);
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

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c0x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c1x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c2x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c3x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c3x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c4x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c4x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile5x2(GemmTile<double>* t)
    {
        double* result = t->C;
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
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c1x0 = Vector256.Load(init);
        Vector256<double> c1x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c2x0 = Vector256.Load(init);
        Vector256<double> c2x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c3x0 = Vector256.Load(init);
        Vector256<double> c3x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c4x0 = Vector256.Load(init);
        Vector256<double> c4x1 = Vector256.Load(init + 4);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        double* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Vector256.Load(b + 4);
            Vector256<double> x = Vector256.Create(*a0);
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

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c2x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c3x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c3x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c4x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c4x1), c + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile6x1Masked(GemmTile<double>* t)
    {
        Vector256<double> mask = Vector256.Load(t->Mask);
        double* result = t->C;
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
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c1x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c2x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c3x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c4x0 = Avx.MaskLoad(init, mask);
        init += rowInit;
        Vector256<double> c5x0 = Avx.MaskLoad(init, mask);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        double* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Avx.MaskLoad(b, mask);
            Vector256<double> x = Vector256.Create(*a0);
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

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
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
    private static void Tile6x2Masked(GemmTile<double>* t)
    {
        Vector256<double> mask = Vector256.Load(t->Mask);
        double* result = t->C;
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
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c1x0 = Vector256.Load(init);
        Vector256<double> c1x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c2x0 = Vector256.Load(init);
        Vector256<double> c2x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c3x0 = Vector256.Load(init);
        Vector256<double> c3x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c4x0 = Vector256.Load(init);
        Vector256<double> c4x1 = Avx.MaskLoad(init + 4, mask);
        init += rowInit;
        Vector256<double> c5x0 = Vector256.Load(init);
        Vector256<double> c5x1 = Avx.MaskLoad(init + 4, mask);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        double* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Avx.MaskLoad(b + 4, mask);
            Vector256<double> x = Vector256.Create(*a0);
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

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c0x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c1x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c2x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c3x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c3x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c4x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c4x1));
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c5x0), c);
        Avx.MaskStore(c + 4, mask, Vector256.MaxNative(floor, c5x1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile6x2(GemmTile<double>* t)
    {
        double* result = t->C;
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
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector256<double> c0x0 = Vector256.Load(init);
        Vector256<double> c0x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c1x0 = Vector256.Load(init);
        Vector256<double> c1x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c2x0 = Vector256.Load(init);
        Vector256<double> c2x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c3x0 = Vector256.Load(init);
        Vector256<double> c3x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c4x0 = Vector256.Load(init);
        Vector256<double> c4x1 = Vector256.Load(init + 4);
        init += rowInit;
        Vector256<double> c5x0 = Vector256.Load(init);
        Vector256<double> c5x1 = Vector256.Load(init + 4);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        double* a1 = a0 + 4 * row;
        nint ahead = t->Ahead;
        for (nint p = t->K; p > 0; p--)
        {
            Vector256<double> b0 = Vector256.Load(b);
            Vector256<double> b1 = Vector256.Load(b + 4);
            Vector256<double> x = Vector256.Create(*a0);
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

        Vector256<double> floor = Vector256.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector256.Store(Vector256.MaxNative(floor, c0x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c0x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c1x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c1x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c2x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c2x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c3x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c3x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c4x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c4x1), c + 4);
        c += rowC;
        Vector256.Store(Vector256.MaxNative(floor, c5x0), c);
        Vector256.Store(Vector256.MaxNative(floor, c5x1), c + 4);
    }
}
