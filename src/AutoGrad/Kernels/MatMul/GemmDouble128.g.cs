// Written by eng/KernelGen. Change the template there and run: dotnet run --project eng/KernelGen
#nullable enable
using System.CodeDom.Compiler;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Tiles of matrix multiplication in double with 128-bit vectors: C = max(floor, Init + A B).</summary>
[GeneratedCode("AutoGrad.KernelGen", "1.0")]
internal static unsafe class GemmDouble128
{
    /// <summary>The kernel of a tile of so many rows and vectors of columns.</summary>
    public static delegate*<GemmTile<double>*, void> Get(int rows, int vectors, bool masked) => (rows, vectors, masked) switch
    {
        (1, 2, false) => &Tile1x2,
        (2, 2, false) => &Tile2x2,
        (3, 2, false) => &Tile3x2,
        (4, 2, false) => &Tile4x2,
        (5, 2, false) => &Tile5x2,
        (6, 2, false) => &Tile6x2,
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x2(GemmTile<double>* t)
    {
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector128<double> c0x0 = Vector128.Load(init);
        Vector128<double> c0x1 = Vector128.Load(init + 2);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        for (nint p = t->K; p > 0; p--)
        {
            Vector128<double> b0 = Vector128.Load(b);
            Vector128<double> b1 = Vector128.Load(b + 2);
            Vector128<double> x = Vector128.Create(*a0);
            c0x0 = Vector128.MultiplyAddEstimate(x, b0, c0x0);
            c0x1 = Vector128.MultiplyAddEstimate(x, b1, c0x1);
            a0 += stepA;
            b += stepB;
        }

        Vector128<double> floor = Vector128.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector128.Store(Vector128.MaxNative(floor, c0x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c0x1), c + 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x2(GemmTile<double>* t)
    {
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector128<double> c0x0 = Vector128.Load(init);
        Vector128<double> c0x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c1x0 = Vector128.Load(init);
        Vector128<double> c1x1 = Vector128.Load(init + 2);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        for (nint p = t->K; p > 0; p--)
        {
            Vector128<double> b0 = Vector128.Load(b);
            Vector128<double> b1 = Vector128.Load(b + 2);
            Vector128<double> x = Vector128.Create(*a0);
            c0x0 = Vector128.MultiplyAddEstimate(x, b0, c0x0);
            c0x1 = Vector128.MultiplyAddEstimate(x, b1, c0x1);
            x = Vector128.Create(a0[row]);
            c1x0 = Vector128.MultiplyAddEstimate(x, b0, c1x0);
            c1x1 = Vector128.MultiplyAddEstimate(x, b1, c1x1);
            a0 += stepA;
            b += stepB;
        }

        Vector128<double> floor = Vector128.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector128.Store(Vector128.MaxNative(floor, c0x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c0x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c1x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c1x1), c + 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile3x2(GemmTile<double>* t)
    {
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector128<double> c0x0 = Vector128.Load(init);
        Vector128<double> c0x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c1x0 = Vector128.Load(init);
        Vector128<double> c1x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c2x0 = Vector128.Load(init);
        Vector128<double> c2x1 = Vector128.Load(init + 2);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        for (nint p = t->K; p > 0; p--)
        {
            Vector128<double> b0 = Vector128.Load(b);
            Vector128<double> b1 = Vector128.Load(b + 2);
            Vector128<double> x = Vector128.Create(*a0);
            c0x0 = Vector128.MultiplyAddEstimate(x, b0, c0x0);
            c0x1 = Vector128.MultiplyAddEstimate(x, b1, c0x1);
            x = Vector128.Create(a0[row]);
            c1x0 = Vector128.MultiplyAddEstimate(x, b0, c1x0);
            c1x1 = Vector128.MultiplyAddEstimate(x, b1, c1x1);
            x = Vector128.Create(a0[row2]);
            c2x0 = Vector128.MultiplyAddEstimate(x, b0, c2x0);
            c2x1 = Vector128.MultiplyAddEstimate(x, b1, c2x1);
            a0 += stepA;
            b += stepB;
        }

        Vector128<double> floor = Vector128.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector128.Store(Vector128.MaxNative(floor, c0x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c0x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c1x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c1x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c2x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c2x1), c + 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile4x2(GemmTile<double>* t)
    {
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector128<double> c0x0 = Vector128.Load(init);
        Vector128<double> c0x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c1x0 = Vector128.Load(init);
        Vector128<double> c1x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c2x0 = Vector128.Load(init);
        Vector128<double> c2x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c3x0 = Vector128.Load(init);
        Vector128<double> c3x1 = Vector128.Load(init + 2);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        for (nint p = t->K; p > 0; p--)
        {
            Vector128<double> b0 = Vector128.Load(b);
            Vector128<double> b1 = Vector128.Load(b + 2);
            Vector128<double> x = Vector128.Create(*a0);
            c0x0 = Vector128.MultiplyAddEstimate(x, b0, c0x0);
            c0x1 = Vector128.MultiplyAddEstimate(x, b1, c0x1);
            x = Vector128.Create(a0[row]);
            c1x0 = Vector128.MultiplyAddEstimate(x, b0, c1x0);
            c1x1 = Vector128.MultiplyAddEstimate(x, b1, c1x1);
            x = Vector128.Create(a0[row2]);
            c2x0 = Vector128.MultiplyAddEstimate(x, b0, c2x0);
            c2x1 = Vector128.MultiplyAddEstimate(x, b1, c2x1);
            x = Vector128.Create(a0[row3]);
            c3x0 = Vector128.MultiplyAddEstimate(x, b0, c3x0);
            c3x1 = Vector128.MultiplyAddEstimate(x, b1, c3x1);
            a0 += stepA;
            b += stepB;
        }

        Vector128<double> floor = Vector128.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector128.Store(Vector128.MaxNative(floor, c0x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c0x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c1x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c1x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c2x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c2x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c3x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c3x1), c + 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile5x2(GemmTile<double>* t)
    {
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector128<double> c0x0 = Vector128.Load(init);
        Vector128<double> c0x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c1x0 = Vector128.Load(init);
        Vector128<double> c1x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c2x0 = Vector128.Load(init);
        Vector128<double> c2x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c3x0 = Vector128.Load(init);
        Vector128<double> c3x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c4x0 = Vector128.Load(init);
        Vector128<double> c4x1 = Vector128.Load(init + 2);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        double* a1 = a0 + 4 * row;
        for (nint p = t->K; p > 0; p--)
        {
            Vector128<double> b0 = Vector128.Load(b);
            Vector128<double> b1 = Vector128.Load(b + 2);
            Vector128<double> x = Vector128.Create(*a0);
            c0x0 = Vector128.MultiplyAddEstimate(x, b0, c0x0);
            c0x1 = Vector128.MultiplyAddEstimate(x, b1, c0x1);
            x = Vector128.Create(a0[row]);
            c1x0 = Vector128.MultiplyAddEstimate(x, b0, c1x0);
            c1x1 = Vector128.MultiplyAddEstimate(x, b1, c1x1);
            x = Vector128.Create(a0[row2]);
            c2x0 = Vector128.MultiplyAddEstimate(x, b0, c2x0);
            c2x1 = Vector128.MultiplyAddEstimate(x, b1, c2x1);
            x = Vector128.Create(a0[row3]);
            c3x0 = Vector128.MultiplyAddEstimate(x, b0, c3x0);
            c3x1 = Vector128.MultiplyAddEstimate(x, b1, c3x1);
            x = Vector128.Create(*a1);
            c4x0 = Vector128.MultiplyAddEstimate(x, b0, c4x0);
            c4x1 = Vector128.MultiplyAddEstimate(x, b1, c4x1);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector128<double> floor = Vector128.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector128.Store(Vector128.MaxNative(floor, c0x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c0x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c1x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c1x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c2x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c2x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c3x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c3x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c4x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c4x1), c + 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile6x2(GemmTile<double>* t)
    {
        double* init = t->Init;
        nint rowInit = t->RowInit;
        Vector128<double> c0x0 = Vector128.Load(init);
        Vector128<double> c0x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c1x0 = Vector128.Load(init);
        Vector128<double> c1x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c2x0 = Vector128.Load(init);
        Vector128<double> c2x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c3x0 = Vector128.Load(init);
        Vector128<double> c3x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c4x0 = Vector128.Load(init);
        Vector128<double> c4x1 = Vector128.Load(init + 2);
        init += rowInit;
        Vector128<double> c5x0 = Vector128.Load(init);
        Vector128<double> c5x1 = Vector128.Load(init + 2);
        double* a0 = t->A, b = t->B;
        nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;
        nint row2 = 2 * row;
        nint row3 = 3 * row;
        double* a1 = a0 + 4 * row;
        for (nint p = t->K; p > 0; p--)
        {
            Vector128<double> b0 = Vector128.Load(b);
            Vector128<double> b1 = Vector128.Load(b + 2);
            Vector128<double> x = Vector128.Create(*a0);
            c0x0 = Vector128.MultiplyAddEstimate(x, b0, c0x0);
            c0x1 = Vector128.MultiplyAddEstimate(x, b1, c0x1);
            x = Vector128.Create(a0[row]);
            c1x0 = Vector128.MultiplyAddEstimate(x, b0, c1x0);
            c1x1 = Vector128.MultiplyAddEstimate(x, b1, c1x1);
            x = Vector128.Create(a0[row2]);
            c2x0 = Vector128.MultiplyAddEstimate(x, b0, c2x0);
            c2x1 = Vector128.MultiplyAddEstimate(x, b1, c2x1);
            x = Vector128.Create(a0[row3]);
            c3x0 = Vector128.MultiplyAddEstimate(x, b0, c3x0);
            c3x1 = Vector128.MultiplyAddEstimate(x, b1, c3x1);
            x = Vector128.Create(*a1);
            c4x0 = Vector128.MultiplyAddEstimate(x, b0, c4x0);
            c4x1 = Vector128.MultiplyAddEstimate(x, b1, c4x1);
            x = Vector128.Create(a1[row]);
            c5x0 = Vector128.MultiplyAddEstimate(x, b0, c5x0);
            c5x1 = Vector128.MultiplyAddEstimate(x, b1, c5x1);
            a0 += stepA;
            a1 += stepA;
            b += stepB;
        }

        Vector128<double> floor = Vector128.Create(t->Floor);
        double* c = t->C;
        nint rowC = t->RowC;
        Vector128.Store(Vector128.MaxNative(floor, c0x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c0x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c1x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c1x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c2x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c2x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c3x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c3x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c4x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c4x1), c + 2);
        c += rowC;
        Vector128.Store(Vector128.MaxNative(floor, c5x0), c);
        Vector128.Store(Vector128.MaxNative(floor, c5x1), c + 2);
    }
}
