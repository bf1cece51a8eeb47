using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Transposes a matrix tile by tile, so that a cache line is read once: target[i, j] = source[j, i], both dense along their last dimension.</summary>
internal static unsafe class Transposition
{
    /// <summary>Eight lines of a source whose pitch is a power of two share one set of an 8-way cache; more would drive one another out.</summary>
    private const int Side = 8;

    /// <summary>target is [rows, columns] with a pitch, source [columns, rows] with another.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Copy<T>(T* target, long targetPitch, T* source, long sourcePitch, int rows, int columns) where T : unmanaged
    {
        int j = 0;
        for (; j <= columns - Side; j += Side)
        {
            T* from = source + (j * sourcePitch), to = target + j;
            int i = 0;
            if (sizeof(T) == 4 && Avx.IsSupported)
            {
                for (; i <= rows - Side; i += Side)
                {
                    Tile((float*)(to + (i * targetPitch)), targetPitch, (float*)(from + i), sourcePitch);
                }

                if (i < rows && i > 0)
                {
                    // The last tile overlaps the one before it: the same elements once more cost less than single ones.
                    i = rows - Side;
                    Tile((float*)(to + (i * targetPitch)), targetPitch, (float*)(from + i), sourcePitch);
                    i = rows;
                }
            }

            if (sizeof(T) == 8 && Avx.IsSupported)
            {
                for (; i <= rows - 4; i += 4)
                {
                    Tile((double*)(to + (i * targetPitch)), targetPitch, (double*)(from + i), sourcePitch);
                }

                for (; i <= rows - 2; i += 2)
                {
                    Pair((double*)(to + (i * targetPitch)), targetPitch, (double*)(from + i), sourcePitch);
                }
            }

            for (; i < rows; i++)
            {
                T* row = to + (i * targetPitch);
                for (int k = 0; k < Side; k++)
                {
                    row[k] = from[(k * sourcePitch) + i];
                }
            }
        }

        for (int i = 0; i < rows; i++)
        {
            for (int k = j; k < columns; k++)
            {
                target[(i * targetPitch) + k] = source[(k * sourcePitch) + i];
            }
        }
    }

    /// <summary>Eight by eight 4-byte elements in registers: pairs, quadruples, halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile(float* target, long targetPitch, float* source, long sourcePitch)
    {
        Vector256<float> r0 = Vector256.Load(source), r1 = Vector256.Load(source + sourcePitch);
        Vector256<float> r2 = Vector256.Load(source + (2 * sourcePitch)), r3 = Vector256.Load(source + (3 * sourcePitch));
        Vector256<float> r4 = Vector256.Load(source + (4 * sourcePitch)), r5 = Vector256.Load(source + (5 * sourcePitch));
        Vector256<float> r6 = Vector256.Load(source + (6 * sourcePitch)), r7 = Vector256.Load(source + (7 * sourcePitch));
        Vector256<double> a0 = Avx.UnpackLow(r0, r1).AsDouble(), a1 = Avx.UnpackHigh(r0, r1).AsDouble();
        Vector256<double> a2 = Avx.UnpackLow(r2, r3).AsDouble(), a3 = Avx.UnpackHigh(r2, r3).AsDouble();
        Vector256<double> a4 = Avx.UnpackLow(r4, r5).AsDouble(), a5 = Avx.UnpackHigh(r4, r5).AsDouble();
        Vector256<double> a6 = Avx.UnpackLow(r6, r7).AsDouble(), a7 = Avx.UnpackHigh(r6, r7).AsDouble();
        Store(target, targetPitch, Avx.UnpackLow(a0, a2), Avx.UnpackLow(a4, a6));
        Store(target + targetPitch, targetPitch, Avx.UnpackHigh(a0, a2), Avx.UnpackHigh(a4, a6));
        Store(target + (2 * targetPitch), targetPitch, Avx.UnpackLow(a1, a3), Avx.UnpackLow(a5, a7));
        Store(target + (3 * targetPitch), targetPitch, Avx.UnpackHigh(a1, a3), Avx.UnpackHigh(a5, a7));
    }

    /// <summary>Four rows of eight 8-byte elements from eight lines of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile(double* target, long targetPitch, double* source, long sourcePitch)
    {
        for (int half = 0; half < Side; half += 4, source += 4 * sourcePitch, target += 4)
        {
            Vector256<double> r0 = Vector256.Load(source), r1 = Vector256.Load(source + sourcePitch);
            Vector256<double> r2 = Vector256.Load(source + (2 * sourcePitch)), r3 = Vector256.Load(source + (3 * sourcePitch));
            Vector256<double> a0 = Avx.UnpackLow(r0, r1), a1 = Avx.UnpackHigh(r0, r1), a2 = Avx.UnpackLow(r2, r3), a3 = Avx.UnpackHigh(r2, r3);
            Avx.Permute2x128(a0, a2, 0x20).Store(target);
            Avx.Permute2x128(a1, a3, 0x20).Store(target + targetPitch);
            Avx.Permute2x128(a0, a2, 0x31).Store(target + (2 * targetPitch));
            Avx.Permute2x128(a1, a3, 0x31).Store(target + (3 * targetPitch));
        }
    }

    /// <summary>Two rows of eight 8-byte elements from eight lines of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(double* target, long targetPitch, double* source, long sourcePitch)
    {
        for (int k = 0; k < Side; k += 2, source += 2 * sourcePitch)
        {
            Vector128<double> a = Vector128.Load(source), b = Vector128.Load(source + sourcePitch);
            Sse2.UnpackLow(a, b).Store(target + k);
            Sse2.UnpackHigh(a, b).Store(target + targetPitch + k);
        }
    }

    /// <summary>Row i and row i + 4 of the result, from the quadruples of the upper and the lower four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* row, long pitch, Vector256<double> upper, Vector256<double> lower)
    {
        Avx.Permute2x128(upper, lower, 0x20).AsSingle().Store(row);
        Avx.Permute2x128(upper, lower, 0x31).AsSingle().Store(row + (4 * pitch));
    }
}
