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
        // The last group goes first, since it may write up to three elements too many, which belong to the next p and are written by the first group later.
        int side = Vector128<T>.Count;
        int last = (count - 1) / side * side;
        for (int i = last; i >= 0; i -= side)
        {
            int lines = Math.Min(side, count - i);
            T* line = source + i * across;
            T* to = target + i;
            if (typeof(T) == typeof(float))
            {
                Lines4((float*)line, lines > 1 ? across : 0, lines > 2 ? 2 * across : 0, lines > 3 ? 3 * across : 0, k, (float*)to, step);
            }
            else
            {
                Lines2((double*)line, lines > 1 ? across : 0, k, (double*)to, step);
            }
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
