using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Count, mean and sum of squared deviations of some elements.</summary>
internal struct Moments
{
    internal double Count;
    internal double Mean;
    internal double Squares;
}

/// <summary>Variances: each segment in two passes while it is in the cache, segments put together by Chan's formula, so that a large mean costs no digits.</summary>
/// <param name="correction">What is taken off the count.</param>
/// <param name="root">Whether the standard deviation is wanted.</param>
internal unsafe struct MomentReducer<T>(double correction, bool root) : IReducer<T, Moments>
    where T : unmanaged, INumber<T>
{
    /// <summary>Columns done together: their sums stay in registers and on the stack.</summary>
    private const int Block = 32;

    private T* _output;

    public static bool IgnoresPositions => true;

    public readonly Moments Start => default;

    public void Bind(void* output, void* second, bool accumulates) => _output = (T*)output;

    public readonly Moments Row(T* x, int n, int position)
    {
        double mean = RowMath.Sum(x, n) / n;
        return new Moments { Count = n, Mean = mean, Squares = SquaredDeviations(x, n, mean) };
    }

    [SkipLocalsInit]
    public readonly void Columns(T* x, nint stride, int rows, int width, int position, Moments* acc)
    {
        double* means = stackalloc double[Block];
        double* squares = stackalloc double[Block];
        for (int first = 0; first < width; first += Block)
        {
            int block = Math.Min(Block, width - first);
            Deviations(x + first, stride, rows, block, means, squares);
            for (int j = 0; j < block; j++)
            {
                acc[first + j] = Combine(acc[first + j], new Moments { Count = rows, Mean = means[j], Squares = squares[j] });
            }
        }
    }

    public readonly Moments Combine(Moments first, Moments second)
    {
        double count = first.Count + second.Count;
        if (first.Count == 0 || second.Count == 0)
        {
            return first.Count == 0 ? second : first;
        }

        double delta = second.Mean - first.Mean;
        return new Moments
        {
            Count = count,
            Mean = first.Mean + (delta * (second.Count / count)),
            Squares = first.Squares + second.Squares + (delta * delta * (first.Count * second.Count / count)),
        };
    }

    public readonly void Rows(T* x, nint stride, int n, int rows, Moments* acc)
    {
        for (int i = 0; i < rows; i++)
        {
            acc[i] = Row(x + (i * stride), n, 0);
        }
    }

    public readonly void Finish(nint index, Moments* acc, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Finish(index + i, acc[i]);
        }
    }

    public readonly void Finish(nint index, Moments acc)
    {
        double value = acc.Squares / Math.Max(acc.Count - correction, 0);
        _output[index] = T.CreateTruncating(root ? Math.Sqrt(value) : value);
    }

    [MethodImpl(Loops.Hot)]
    private static double SquaredDeviations(T* x, int n, double mean)
    {
        Vector256<double> center = Vector256.Create(mean), s0 = default, s1 = default;
        int i = 0;
        for (; i <= n - 8; i += 8)
        {
            Vector256<double> d0 = Widen.Load<T, double>(x + i) - center, d1 = Widen.Load<T, double>(x + i + 4) - center;
            s0 += d0 * d0;
            s1 += d1 * d1;
        }

        double sum = Vector256.Sum(s0 + s1);
        for (; i < n; i++)
        {
            double d = double.CreateTruncating(x[i]) - mean;
            sum += d * d;
        }

        return sum;
    }

    [MethodImpl(Loops.Hot)]
    private static void Deviations(T* x, nint stride, int rows, int width, double* means, double* squares)
    {
        new Span<double>(means, width).Clear();
        new Span<double>(squares, width).Clear();
        T* row = x;
        for (int r = 0; r < rows; r++, row += stride)
        {
            for (int j = 0; j < width; j++)
            {
                means[j] += double.CreateTruncating(row[j]);
            }
        }

        for (int j = 0; j < width; j++)
        {
            means[j] /= rows;
        }

        row = x;
        for (int r = 0; r < rows; r++, row += stride)
        {
            for (int j = 0; j < width; j++)
            {
                double d = double.CreateTruncating(row[j]) - means[j];
                squares[j] += d * d;
            }
        }
    }
}
