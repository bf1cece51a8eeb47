using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Copies a panel of an operand into the order in which a register tile reads it: for each p of k, the panel's rows (of A) or columns (of B) side by side.</summary>
internal static unsafe class GemmPack<T>
    where T : unmanaged
{
    /// <summary>Elements beyond the end of a packed panel that packing may overwrite.</summary>
    public const int Slack = 4;

    /// <summary>target[p * step + i] = source[i * across + p * along] for i below count and p below k, and zero for i from count to step - 1.</summary>
    /// <param name="source">First element of the panel.</param>
    /// <param name="across">Stride from one row of A, or column of B, to the next.</param>
    /// <param name="along">Stride along k.</param>
    /// <param name="count">Rows or columns of the panel.</param>
    /// <param name="k">Length of the panel.</param>
    /// <param name="target">Receives k * step elements; <see cref="Slack"/> more may be overwritten.</param>
    /// <param name="step">Elements per p.</param>
    public static void Panel(T* source, nint across, nint along, int count, int k, T* target, int step)
    {
        if (along == 1 && count > 1 && Sse2.IsSupported)
        {
            Transposed(source, across, count, k, target, step);
        }
        else if (across == 1)
        {
            Rows(source, along, count, k, target, step);
        }
        else
        {
            Strided(source, across, along, count, k, target, step);
        }

        if (count < step)
        {
            ZeroTail(count, k, target, step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows(T* source, nint along, int count, int k, T* target, int step)
    {
        int lanes = Vector256<T>.Count;
        if (count < lanes)
        {
            Strided(source, 1, along, count, k, target, step);
            return;
        }

        for (int p = 0; p < k; p++)
        {
            int i = 0;
            for (; i <= count - lanes; i += lanes)
            {
                Vector256.Store(Vector256.Load(source + i), target + i);
            }

            if (i < count)
            {
                Vector256.Store(Vector256.Load(source + count - lanes), target + count - lanes);
            }

            source += along;
            target += step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strided(T* source, nint across, nint along, int count, int k, T* target, int step)
    {
        for (int p = 0; p < k; p++)
        {
            T* s = source;
            for (int i = 0; i < count; i++)
            {
                target[i] = *s;
                s += across;
            }

            source += along;
            target += step;
        }
    }

    private static void ZeroTail(int count, int k, T* target, int step)
    {
        for (int p = 0; p < k; p++)
        {
            new Span<T>(target + (nint)p * step + count, step - count).Clear();
        }
    }

    /// <summary>Source lines run along k: squares of one 128-bit vector are transposed.</summary>
    private static void Transposed(T* source, nint across, int count, int k, T* target, int step)
    {
        // Eight lines at a time, then a rest of up to four. The rest goes first, since it may write up to three elements too many, which belong to the next p
        // and are written by the first lines later.
        if (typeof(T) == typeof(double))
        {
            for (int i = (count - 1) / 2 * 2; i >= 0; i -= 2)
            {
                Lines2((double*)source + i * across, i + 1 < count ? across : 0, k, (double*)target + i, step);
            }

            return;
        }

        int eights = Avx.IsSupported ? count / 8 * 8 : 0;
        for (int i = (count - eights - 1) / 4 * 4 + eights; count > eights && i >= eights; i -= 4)
        {
            int lines = Math.Min(4, count - i);
            Lines4((float*)source + i * across, lines > 1 ? across : 0, lines > 2 ? 2 * across : 0, lines > 3 ? 3 * across : 0, k, (float*)target + i, step);
        }

        for (int i = 0; i < eights; i += 8)
        {
            Lines8((float*)source + i * across, across, k, (float*)target + i, step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Lines8(float* s, nint across, int k, float* target, nint step)
    {
        float* s4 = s + 4 * across;
        nint across2 = 2 * across, across3 = 3 * across;
        int p = 0;
        for (; p <= k - 4; p += 4)
        {
            // Lower and upper halves hold lines 0 to 3 and 4 to 7, which are transposed side by side.
            Vector256<float> a = Vector256.Create(Vector128.Load(s), Vector128.Load(s4));
            Vector256<float> b = Vector256.Create(Vector128.Load(s + across), Vector128.Load(s4 + across));
            Vector256<float> c = Vector256.Create(Vector128.Load(s + across2), Vector128.Load(s4 + across2));
            Vector256<float> d = Vector256.Create(Vector128.Load(s + across3), Vector128.Load(s4 + across3));
            Vector256<float> ac0 = Avx.UnpackLow(a, c), ac1 = Avx.UnpackHigh(a, c), bd0 = Avx.UnpackLow(b, d), bd1 = Avx.UnpackHigh(b, d);
            Vector256.Store(Avx.UnpackLow(ac0, bd0), target);
            Vector256.Store(Avx.UnpackHigh(ac0, bd0), target + step);
            Vector256.Store(Avx.UnpackLow(ac1, bd1), target + 2 * step);
            Vector256.Store(Avx.UnpackHigh(ac1, bd1), target + 3 * step);
            s += 4;
            s4 += 4;
            target += 4 * step;
        }

        for (; p < k; p++)
        {
            for (int i = 0; i < 8; i++)
            {
                target[i] = s[i * across];
            }

            s++;
            target += step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Lines4(float* s, nint line1, nint line2, nint line3, int k, float* target, nint step)
    {
        int p = 0;
        for (; p <= k - 4; p += 4)
        {
            Vector128<float> a = Vector128.Load(s), b = Vector128.Load(s + line1), c = Vector128.Load(s + line2), d = Vector128.Load(s + line3);
            Vector128<float> ac0 = Sse.UnpackLow(a, c), ac1 = Sse.UnpackHigh(a, c), bd0 = Sse.UnpackLow(b, d), bd1 = Sse.UnpackHigh(b, d);
            Vector128.Store(Sse.UnpackLow(ac0, bd0), target);
            Vector128.Store(Sse.UnpackHigh(ac0, bd0), target + step);
            Vector128.Store(Sse.UnpackLow(ac1, bd1), target + 2 * step);
            Vector128.Store(Sse.UnpackHigh(ac1, bd1), target + 3 * step);
            s += 4;
            target += 4 * step;
        }

        for (; p < k; p++)
        {
            target[0] = s[0];
            target[1] = s[line1];
            target[2] = s[line2];
            target[3] = s[line3];
            s++;
            target += step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Lines2(double* s, nint line1, int k, double* target, nint step)
    {
        int p = 0;
        for (; p <= k - 2; p += 2)
        {
            Vector128<double> a = Vector128.Load(s), b = Vector128.Load(s + line1);
            Vector128.Store(Sse2.UnpackLow(a, b), target);
            Vector128.Store(Sse2.UnpackHigh(a, b), target + step);
            s += 2;
            target += 2 * step;
        }

        if (p < k)
        {
            target[0] = s[0];
            target[1] = s[line1];
        }
    }
}
