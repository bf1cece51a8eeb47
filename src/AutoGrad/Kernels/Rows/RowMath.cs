using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>The loops of row kernels over dense lines of float or double. Sums are taken in double.</summary>
internal static unsafe class RowMath
{
    /// <summary>The largest element, NaN if there is one.</summary>
    internal static T Max<T>(T* x, int n) where T : unmanaged, INumber<T>, IMinMaxValue<T> => default(LaneReducer<MaxLanes, T, T, T>).Row(x, n, 0);

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
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            VectorMath.Exp(Vector.Load(x + i) - v).Store(y + i);
        }

        if (i < n)
        {
            Loops.StorePart(VectorMath.Exp(Loops.LoadPart(x + i, n - i) - v), y + i, n - i);
        }
    }

    /// <summary>y = e^(x - shift) · factor.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void ExpMinusTimes<T>(T* x, T* y, int n, T shift, T factor) where T : unmanaged, INumber<T>
    {
        Vector<T> v = Vector.Create(shift), f = Vector.Create(factor);
        int i = 0;
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
            ExpMinus(x + i, buffer, length, max);
            sum += Sum(buffer, length);
        }

        return shift + Math.Log(sum);
    }

    /// <summary>y = x / divisor; x and y may be the same.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Divide<T>(T* x, T* y, int n, T divisor) where T : unmanaged, INumber<T>
    {
        Vector<T> v = Vector.Create(divisor);
        int i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            (Vector.Load(x + i) / v).Store(y + i);
        }

        for (; i < n; i++)
        {
            y[i] = x[i] / divisor;
        }
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

    /// <summary>a1 b1 + a2 b2 + ...</summary>
    [MethodImpl(Loops.Hot)]
    internal static double Dot<T>(T* a, T* b, int n) where T : unmanaged, INumber<T>
    {
        Vector256<double> s0 = default, s1 = default;
        int i = 0;
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
