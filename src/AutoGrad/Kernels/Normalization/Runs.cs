using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Sums over dense runs of floating-point numbers, for statistics: short blocks in vectors, their totals in double, so that long runs lose no digits. And what is done with the statistics.</summary>
/// <remarks>
/// Each asks meanwhile for what is read or written next, ahead elements from its run on (0: nothing new): the processor looks ahead neither from page to page nor from run to run. Asking line by line,
/// while sums are taken and results written, costs a batch norm of 32x64x56x56 a sixth less than asking for a whole run at once, and layer norm of 1M up to a tenth less than not asking.
/// </remarks>
internal static unsafe class Runs<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Long enough to hide the horizontal sum, short enough for single precision to carry the block.
    private const int Block = 512;

    /// <summary>Σ x.</summary>
    [MethodImpl(Loops.Hot)]
    public static double Sum(T* x, nint n, nint ahead)
    {
        double total = 0;
        for (nint from = 0; from < n; from += Block)
        {
            nint to = Math.Min(n, from + Block), i = from;
            Vector<T> a = Vector<T>.Zero, b = a, c = a, d = a;
            for (; i <= to - (4 * Vector<T>.Count); i += 4 * Vector<T>.Count)
            {
                if (ahead != 0)
                {
                    Caches.Ask((byte*)(x + i + ahead));
                    Caches.Ask((byte*)(x + i + ahead + (2 * Vector<T>.Count)));
                }

                a += Vector.Load(x + i);
                b += Vector.Load(x + i + Vector<T>.Count);
                c += Vector.Load(x + i + (2 * Vector<T>.Count));
                d += Vector.Load(x + i + (3 * Vector<T>.Count));
            }

            for (; i <= to - Vector<T>.Count; i += Vector<T>.Count)
            {
                a += Vector.Load(x + i);
            }

            T rest = T.Zero;
            for (; i < to; i++)
            {
                rest += x[i];
            }

            total += double.CreateTruncating(Vector.Sum((a + b) + (c + d)) + rest);
        }

        return total;
    }

    /// <summary>Σ (x - shift)².</summary>
    [MethodImpl(Loops.Hot)]
    public static double Squares(T* x, nint n, T shift, nint ahead)
    {
        var s = new Vector<T>(shift);
        double total = 0;
        for (nint from = 0; from < n; from += Block)
        {
            nint to = Math.Min(n, from + Block), i = from;
            Vector<T> a = Vector<T>.Zero, b = a, c = a, d = a;
            for (; i <= to - (4 * Vector<T>.Count); i += 4 * Vector<T>.Count)
            {
                if (ahead != 0)
                {
                    Caches.Ask((byte*)(x + i + ahead));
                    Caches.Ask((byte*)(x + i + ahead + (2 * Vector<T>.Count)));
                }

                Vector<T> p = Vector.Load(x + i) - s, q = Vector.Load(x + i + Vector<T>.Count) - s;
                Vector<T> u = Vector.Load(x + i + (2 * Vector<T>.Count)) - s, v = Vector.Load(x + i + (3 * Vector<T>.Count)) - s;
                a = Simd.MultiplyAdd(p, p, a);
                b = Simd.MultiplyAdd(q, q, b);
                c = Simd.MultiplyAdd(u, u, c);
                d = Simd.MultiplyAdd(v, v, d);
            }

            for (; i <= to - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> p = Vector.Load(x + i) - s;
                a = Simd.MultiplyAdd(p, p, a);
            }

            T rest = T.Zero;
            for (; i < to; i++)
            {
                T difference = x[i] - shift;
                rest += difference * difference;
            }

            total += double.CreateTruncating(Vector.Sum((a + b) + (c + d)) + rest);
        }

        return total;
    }

    /// <summary>Adds Σ (x - shift) to sum and Σ (x - shift)² to squares.</summary>
    [MethodImpl(Loops.Hot)]
    public static void Moments(T* x, nint n, T shift, ref double sum, ref double squares, nint ahead)
    {
        var s = new Vector<T>(shift);
        if (ahead != 0)
        {
            Caches.Ask((byte*)(x + n - 1 + ahead)); // the loop asks for whole lines from its beginning on
        }

        for (nint from = 0; from < n; from += Block)
        {
            nint to = Math.Min(n, from + Block), i = from;
            Vector<T> a = Vector<T>.Zero, b = a, c = a, d = a;
            for (; i <= to - (2 * Vector<T>.Count); i += 2 * Vector<T>.Count)
            {
                if (ahead != 0)
                {
                    Caches.Ask((byte*)(x + i + ahead));
                }

                Vector<T> p = Vector.Load(x + i) - s, q = Vector.Load(x + i + Vector<T>.Count) - s;
                a += p;
                b = Simd.MultiplyAdd(p, p, b);
                c += q;
                d = Simd.MultiplyAdd(q, q, d);
            }

            for (; i <= to - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> p = Vector.Load(x + i) - s;
                a += p;
                b = Simd.MultiplyAdd(p, p, b);
            }

            T restA = T.Zero, restB = T.Zero;
            for (; i < to; i++)
            {
                T difference = x[i] - shift;
                restA += difference;
                restB += difference * difference;
            }

            sum += double.CreateTruncating(Vector.Sum(a + c) + restA);
            squares += double.CreateTruncating(Vector.Sum(b + d) + restB);
        }
    }

    /// <summary>Adds Σ dy to sum and Σ dy (x - shift) to product.</summary>
    [MethodImpl(Loops.Hot)]
    public static void Products(T* dy, T* x, nint n, T shift, ref double sum, ref double product, nint ahead)
    {
        var s = new Vector<T>(shift);
        if (ahead != 0)
        {
            Caches.Ask((byte*)(dy + n - 1 + ahead));
            Caches.Ask((byte*)(x + n - 1 + ahead));
        }

        for (nint from = 0; from < n; from += Block)
        {
            nint to = Math.Min(n, from + Block), i = from;
            Vector<T> a = Vector<T>.Zero, b = a, c = a, d = a;
            for (; i <= to - (2 * Vector<T>.Count); i += 2 * Vector<T>.Count)
            {
                if (ahead != 0)
                {
                    Caches.Ask((byte*)(dy + i + ahead));
                    Caches.Ask((byte*)(x + i + ahead));
                }

                Vector<T> g = Vector.Load(dy + i), h = Vector.Load(dy + i + Vector<T>.Count);
                a += g;
                b = Simd.MultiplyAdd(g, Vector.Load(x + i) - s, b);
                c += h;
                d = Simd.MultiplyAdd(h, Vector.Load(x + i + Vector<T>.Count) - s, d);
            }

            for (; i <= to - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> g = Vector.Load(dy + i);
                a += g;
                b = Simd.MultiplyAdd(g, Vector.Load(x + i) - s, b);
            }

            T restA = T.Zero, restB = T.Zero;
            for (; i < to; i++)
            {
                restA += dy[i];
                restB += dy[i] * (x[i] - shift);
            }

            sum += double.CreateTruncating(Vector.Sum(a + c) + restA);
            product += double.CreateTruncating(Vector.Sum(b + d) + restB);
        }
    }

    /// <summary>1 / √(variance + eps); NaN where the squares have overflowed, in Float32 from deviations of 1e19 on, so that it is seen as in PyTorch (there from 1e20 on), and not a row of zeros.</summary>
    public static double InverseDeviation(double variance, double eps) => double.IsInfinity(variance) ? double.NaN : 1 / Math.Sqrt(variance + eps);

    /// <summary>y = (x - shift) · scale + add.</summary>
    /// <param name="x">The run.</param>
    /// <param name="y">Where the result goes.</param>
    /// <param name="n">Length of the run.</param>
    /// <param name="shift">Subtracted first.</param>
    /// <param name="scale">Multiplied then.</param>
    /// <param name="add">Added last.</param>
    /// <param name="streams">Whether y is too large for the caches: then it is written past them, and memory is not read before it is overwritten.</param>
    /// <param name="ahead">Elements from x to what is read next.</param>
    [MethodImpl(Loops.Hot)]
    public static void Affine(T* x, T* y, nint n, T shift, T scale, T add, bool streams, nint ahead)
    {
        Vector<T> s = new(shift), m = new(scale), a = new(add);
        nint i = 0;
        if (streams)
        {
            for (; i < n && !IsAligned(y + i); i++)
            {
                y[i] = ((x[i] - shift) * scale) + add;
            }

            for (; i <= n - (2 * Vector<T>.Count); i += 2 * Vector<T>.Count)
            {
                if (ahead != 0)
                {
                    Caches.Ask((byte*)(x + i + ahead));
                }

                (((Vector.Load(x + i) - s) * m) + a).StoreAlignedNonTemporal(y + i);
                (((Vector.Load(x + i + Vector<T>.Count) - s) * m) + a).StoreAlignedNonTemporal(y + i + Vector<T>.Count);
            }
        }

        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            (((Vector.Load(x + i) - s) * m) + a).Store(y + i);
        }

        for (; i < n; i++)
        {
            y[i] = ((x[i] - shift) * scale) + add;
        }
    }

    /// <summary>dx = dy · scale - (x - shift) · slope - offset: the gradient of a normalisation with one weight for the run.</summary>
    /// <param name="dy">The gradient of the result.</param>
    /// <param name="x">The run.</param>
    /// <param name="dx">Where the gradient goes.</param>
    /// <param name="n">Length of the run.</param>
    /// <param name="scale">Factor of dy.</param>
    /// <param name="shift">Subtracted from x.</param>
    /// <param name="slope">Factor of the difference.</param>
    /// <param name="offset">Subtracted last.</param>
    /// <param name="streams">Whether dx is too large for the caches.</param>
    /// <param name="ahead">Elements from dy and x to what is read next.</param>
    [MethodImpl(Loops.Hot)]
    public static void Gradient(T* dy, T* x, T* dx, nint n, T scale, T shift, T slope, T offset, bool streams, nint ahead)
    {
        Vector<T> m = new(scale), s = new(shift), p = new(slope), o = new(offset);
        nint i = 0;
        if (streams)
        {
            for (; i < n && !IsAligned(dx + i); i++)
            {
                dx[i] = (dy[i] * scale) - ((x[i] - shift) * slope) - offset;
            }

            for (; i <= n - (2 * Vector<T>.Count); i += 2 * Vector<T>.Count)
            {
                if (ahead != 0)
                {
                    Caches.Ask((byte*)(dy + i + ahead));
                    Caches.Ask((byte*)(x + i + ahead));
                }

                ((Vector.Load(dy + i) * m) - ((Vector.Load(x + i) - s) * p) - o).StoreAlignedNonTemporal(dx + i);
                Vector<T> h = Vector.Load(dy + i + Vector<T>.Count), q = Vector.Load(x + i + Vector<T>.Count);
                ((h * m) - ((q - s) * p) - o).StoreAlignedNonTemporal(dx + i + Vector<T>.Count);
            }
        }

        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            ((Vector.Load(dy + i) * m) - ((Vector.Load(x + i) - s) * p) - o).Store(dx + i);
        }

        for (; i < n; i++)
        {
            dx[i] = (dy[i] * scale) - ((x[i] - shift) * slope) - offset;
        }
    }

    /// <summary>Whether a vector may be written here past the caches.</summary>
    private static bool IsAligned(T* p) => ((nint)p & (sizeof(Vector<T>) - 1)) == 0;
}
