using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>The loops of row kernels over dense lines of float or double. Sums are taken in double.</summary>
internal static unsafe class RowMath
{
    /// <summary>The largest element, NaN if there is one.</summary>
    internal static T Max<T>(T* x, int n) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        if (typeof(T) == typeof(float) && WideMath.IsFast && n >= WideRows.Block)
        {
            int done = WideRows.Max((float*)x, n, out float max, out bool finite);
            if (finite)
            {
                return Largest(x, n, done, max);
            }
        }

        return default(LaneReducer<MaxLanes, T, T, T>).Row(x, n, 0);
    }

    /// <summary>The larger of max and the elements from the one at first on.</summary>
    private static T Largest<T>(T* x, int n, int first, float max) where T : unmanaged, INumber<T>
    {
        for (int i = first; i < n; i++)
        {
            max = MathF.Max(max, ((float*)x)[i]);
        }

        return T.CreateTruncating(max);
    }

    /// <summary>The sum.</summary>
    internal static double Sum<T>(T* x, int n) where T : unmanaged, INumber<T> => typeof(T) == typeof(float)
        ? default(LaneReducer<SumLanes, float, double, float>).Row((float*)x, n, 0)
        : default(LaneReducer<SumLanes, double, double, double>).Row((double*)x, n, 0);

    /// <summary>y = e^(x - shift).</summary>
    [MethodImpl(Loops.Hot)]
    internal static void ExpMinus<T>(T* x, T* y, int n, T shift) where T : unmanaged, INumber<T>
    {
        Vector<T> v = Vector.Create(shift);
        int i = 0;
        if (typeof(T) == typeof(float) && WideMath.IsFast)
        {
            Vector512<float> w = Vector512.Create(float.CreateTruncating(shift));
            for (; i <= n - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                WideMath.Exp(Vector512.Load((float*)x + i) - w).Store((float*)y + i);
            }
        }

        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            VectorMath.Exp(Vector.Load(x + i) - v).Store(y + i);
        }

        if (i < n)
        {
            Loops.StorePart(VectorMath.Exp(Loops.LoadPart(x + i, n - i) - v), y + i, n - i);
        }
    }

    /// <summary>y = e^(x - shift), and their sum.</summary>
    internal static double ExpMinusSum<T>(T* x, T* y, int n, T shift) where T : unmanaged, INumber<T>
    {
        double sum = 0;
        int i = typeof(T) == typeof(float) && WideMath.IsFast ? WideRows.ExpMinusSum((float*)x, (float*)y, n, float.CreateTruncating(shift), out sum) : 0;
        if (i < n)
        {
            ExpMinus(x + i, y + i, n - i, shift);
            sum += Sum(y + i, n - i);
        }

        return sum;
    }

    /// <summary>y = e^(x - shift) · factor.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void ExpMinusTimes<T>(T* x, T* y, int n, T shift, T factor) where T : unmanaged, INumber<T>
    {
        Vector<T> v = Vector.Create(shift), f = Vector.Create(factor);
        int i = 0;
        if (typeof(T) == typeof(float) && WideMath.IsFast)
        {
            Vector512<float> w = Vector512.Create(float.CreateTruncating(shift)), m = Vector512.Create(float.CreateTruncating(factor));
            for (; i <= n - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                (WideMath.Exp(Vector512.Load((float*)x + i) - w) * m).Store((float*)y + i);
            }
        }

        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            (VectorMath.Exp(Vector.Load(x + i) - v) * f).Store(y + i);
        }

        if (i < n)
        {
            Loops.StorePart(VectorMath.Exp(Loops.LoadPart(x + i, n - i) - v) * f, y + i, n - i);
        }
    }

    /// <summary>log Σ e^x, shifted by the maximum so that nothing overflows; -inf of nothing but -inf, NaN if there is one.</summary>
    [SkipLocalsInit]
    internal static double LogSumExp<T>(T* x, int n) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        const int chunk = 256;
        T* buffer = stackalloc T[chunk];
        T max = Max(x, n);
        double shift = double.CreateTruncating(max), sum = 0;
        if (double.IsInfinity(shift))
        {
            return shift;
        }

        for (int i = 0; i < n; i += chunk)
        {
            int length = Math.Min(chunk, n - i);
            sum += ExpMinusSum(x + i, buffer, length, max);
        }

        return shift + Math.Log(sum);
    }

    /// <summary>y = x / divisor; x and y may be the same. Floats are multiplied by the reciprocal in two parts, which is as exact and takes a fifth of the time.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Divide<T>(T* x, T* y, int n, double divisor) where T : unmanaged, INumber<T>
    {
        double inverse = 1 / divisor;
        T high = T.CreateTruncating(inverse), low = T.CreateTruncating(inverse - double.CreateTruncating(high)), whole = T.CreateTruncating(divisor);
        Vector<T> h = Vector.Create(high), l = Vector.Create(low), d = Vector.Create(whole);
        int i = typeof(T) == typeof(float) && WideMath.IsFast ? WideRows.Multiply((float*)x, (float*)y, n, float.CreateTruncating(high), float.CreateTruncating(low)) : 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> v = Vector.Load(x + i);
            (typeof(T) == typeof(float) ? Simd.MultiplyAdd(v, h, v * l) : v / d).Store(y + i);
        }

        if (i < n)
        {
            Vector<T> v = Loops.LoadPart(x + i, n - i);
            Loops.StorePart(typeof(T) == typeof(float) ? Simd.MultiplyAdd(v, h, v * l) : v / d, y + i, n - i);
        }
    }

    /// <summary><see cref="Divide"/> in place, and the largest element of another row, to look at which costs nothing while results are written; it may pass over NaN, which the sum of the exponentials does not.</summary>
    internal static T DivideAndMax<T>(T* x, int n, double divisor, T* other) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        if (typeof(T) == typeof(float) && WideMath.IsFast)
        {
            double inverse = 1 / divisor;
            float high = (float)inverse;
            int done = WideRows.MultiplyAndMax((float*)x, (float*)x, n, high, (float)(inverse - high), (float*)other, out float max);
            if (done < n)
            {
                Divide(x + done, x + done, n - done, divisor);
            }

            return Largest(other, n, done, max);
        }

        Divide(x, x, n, divisor);
        return Max(other, n);
    }

    /// <summary>y = x - first - second, the larger number first, so that little is lost.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Subtract<T>(T* x, T* y, int n, T first, T second) where T : unmanaged, INumber<T>
    {
        Vector<T> v = Vector.Create(first), w = Vector.Create(second);
        int i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            (Vector.Load(x + i) - v - w).Store(y + i);
        }

        for (; i < n; i++)
        {
            y[i] = x[i] - first - second;
        }
    }

    /// <summary>a1 b1 + a2 b2 + ... Of floats, four products are added in Float32, their sums in double.</summary>
    [MethodImpl(Loops.Hot)]
    internal static double Dot<T>(T* a, T* b, int n) where T : unmanaged, INumber<T>
    {
        Vector256<double> s0 = default, s1 = default;
        int i = 0;
        if (typeof(T) == typeof(float))
        {
            for (; i <= n - 32; i += 32)
            {
                float* u = (float*)a + i, v = (float*)b + i;
                Vector256<float> p = Vector256.Load(u) * Vector256.Load(v), q = Vector256.Load(u + 8) * Vector256.Load(v + 8);
                p = Vector256.MultiplyAddEstimate(Vector256.Load(u + 16), Vector256.Load(v + 16), p) + Vector256.MultiplyAddEstimate(Vector256.Load(u + 24), Vector256.Load(v + 24), q);
                s0 += Vector256.WidenLower(p);
                s1 += Vector256.WidenUpper(p);
            }
        }

        for (; i <= n - 8; i += 8)
        {
            s0 += Widen.Load<T, double>(a + i) * Widen.Load<T, double>(b + i);
            s1 += Widen.Load<T, double>(a + i + 4) * Widen.Load<T, double>(b + i + 4);
        }

        double sum = Vector256.Sum(s0 + s1);
        for (; i < n; i++)
        {
            sum += double.CreateTruncating(a[i]) * double.CreateTruncating(b[i]);
        }

        return sum;
    }
}
