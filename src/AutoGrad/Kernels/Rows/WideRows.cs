using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>The loops of <see cref="RowMath"/> that softmax spends its time in, on 512 bits, where <see cref="WideMath.IsFast"/>. Each returns how many elements it has done; the rest is the caller's.</summary>
internal static unsafe class WideRows
{
    /// <summary>Elements of a step of <see cref="Max"/> and <see cref="ExpMinusSum"/>.</summary>
    internal const int Block = 64;

    private const int Lanes = 16;

    // Added up afterwards: sums that wait for their exponential fill the processor's schedulers (1024 elements: 274 ns instead of 316).
    private const int Chunk = 512;

    private const int Page = 4096 / sizeof(float);

    /// <summary>The largest element, NaN passed over, and whether all elements are finite.</summary>
    [MethodImpl(Loops.Hot)]
    internal static int Max(float* x, int n, out float max, out bool finite)
    {
        Vector512<float> a = Vector512.Create(float.NegativeInfinity), b = a, c = a, d = a, zero = default, p = zero, q = zero;
        int i = 0;
        for (; i <= n - Block; i += Block)
        {
            Vector512<float> x0 = Vector512.Load(x + i), x1 = Vector512.Load(x + i + Lanes), x2 = Vector512.Load(x + i + (2 * Lanes)), x3 = Vector512.Load(x + i + (3 * Lanes));
            a = Vector512.MaxNative(x0, a);
            b = Vector512.MaxNative(x1, b);
            c = Vector512.MaxNative(x2, c);
            d = Vector512.MaxNative(x3, d);
            p = Watch(x1, Watch(x0, p));
            q = Watch(x3, Watch(x2, q));
        }

        max = Across(Vector512.MaxNative(Vector512.MaxNative(a, b), Vector512.MaxNative(c, d)));
        finite = Vector512.EqualsAll(p + q, zero);
        return i;
    }

    /// <summary>y = e^(x - shift), and their sum in double, of which four are added in Float32.</summary>
    [MethodImpl(Loops.Hot)]
    internal static int ExpMinusSum(float* x, float* y, int n, float shift, out double sum)
    {
        Vector512<float> s = Vector512.Create(shift);
        Vector512<double> low = default, high = default;

        // The row that follows as a rule, or the page: the processor does not look beyond a page by itself, and while exponentials are computed memory is idle.
        int ahead = Math.Min(n, Page), i = 0;
        while (i <= n - Block)
        {
            int from = i;
            for (int end = i + Math.Min(Chunk, (n - i) / Block * Block); i < end; i += Lanes)
            {
                Caches.Touch((byte*)(x + ahead + i));
                WideMath.Exp(Vector512.Load(x + i) - s).Store(y + i);
            }

            for (; from < i; from += Block)
            {
                Vector512<float> terms = Vector512.Load(y + from) + Vector512.Load(y + from + Lanes) + Vector512.Load(y + from + (2 * Lanes)) + Vector512.Load(y + from + (3 * Lanes));
                low += Vector512.WidenLower(terms);
                high += Vector512.WidenUpper(terms);
            }
        }

        sum = Vector512.Sum(low + high);
        return i;
    }

    /// <summary>y = x · high + x · low.</summary>
    [MethodImpl(Loops.Hot)]
    internal static int Multiply(float* x, float* y, int n, float high, float low)
    {
        Vector512<float> h = Vector512.Create(high), l = Vector512.Create(low);
        int i = 0;
        for (; i <= n - Lanes; i += Lanes)
        {
            Vector512<float> v = Vector512.Load(x + i);
            Vector512.MultiplyAddEstimate(v, h, v * l).Store(y + i);
        }

        return i;
    }

    /// <summary><see cref="Multiply"/>, and meanwhile the largest element, NaN passed over, of another row of the same length.</summary>
    [MethodImpl(Loops.Hot)]
    internal static int MultiplyAndMax(float* x, float* y, int n, float high, float low, float* other, out float max)
    {
        Vector512<float> h = Vector512.Create(high), l = Vector512.Create(low), a = Vector512.Create(float.NegativeInfinity);
        int i = 0;
        for (; i <= n - Lanes; i += Lanes)
        {
            Vector512<float> v = Vector512.Load(x + i), w = Vector512.Load(other + i);
            Vector512.MultiplyAddEstimate(v, h, v * l).Store(y + i);
            a = Vector512.MaxNative(w, a);
        }

        max = Across(a);
        return i;
    }

    /// <summary>0 as long as all x are finite, NaN for ever after one that is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Watch(Vector512<float> x, Vector512<float> state) => Vector512.MultiplyAddEstimate(x, Vector512<float>.Zero, state);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Across(Vector512<float> max)
    {
        Vector256<float> half = Vector256.MaxNative(max.GetLower(), max.GetUpper());
        Vector128<float> quarter = Vector128.MaxNative(half.GetLower(), half.GetUpper());
        return MathF.Max(MathF.Max(quarter[0], quarter[1]), MathF.Max(quarter[2], quarter[3]));
    }
}
