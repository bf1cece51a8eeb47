using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The largest of some elements and the sum of e^(x - largest).</summary>
internal struct LogSum
{
    internal double Max;
    internal double Sum;
}

/// <summary>log Σ e^x, each segment shifted by its own maximum so that nothing overflows.</summary>
internal unsafe struct LogSumReducer<T> : IReducer<T, LogSum> where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private const int Chunk = 256;

    /// <summary>Exponentials of a block of rows that stay in the first-level cache until they are added.</summary>
    private const int BlockElements = 2048;

    private T* _output;

    public static bool IgnoresPositions => true;

    public readonly LogSum Start => new() { Max = double.NegativeInfinity };

    public void Bind(void* output, void* second, bool accumulates) => _output = (T*)output;

    [SkipLocalsInit]
    public readonly LogSum Row(T* x, int n, int position)
    {
        T* buffer = stackalloc T[Chunk];
        T max = RowMath.Max(x, n);
        var result = new LogSum { Max = double.CreateTruncating(max) };
        for (int i = 0; i < n && double.IsFinite(result.Max); i += Chunk)
        {
            int length = Math.Min(Chunk, n - i);
            RowMath.ExpMinus(x + i, buffer, length, max);
            result.Sum += RowMath.Sum(buffer, length);
        }

        return result;
    }

    [SkipLocalsInit]
    [MethodImpl(Loops.Hot)]
    public readonly void Columns(T* x, nint stride, int rows, int width, int position, LogSum* acc)
    {
        T* max = stackalloc T[width], block = stackalloc T[Math.Max(BlockElements, width)];
        double* sums = stackalloc double[width], total = stackalloc double[width];
        new Span<double>(total, width).Clear();
        ColumnMath.Max(x, rows, width, stride, max);
        int most = Math.Max(1, BlockElements / width);
        for (int r = 0; r < rows; r += most)
        {
            int count = Math.Min(most, rows - r);
            for (int i = 0; i < count; i++)
            {
                ColumnMath.Map<ColumnMath.ExpOfDifference, T>(x + ((r + i) * stride), max, block + (i * width), 1, width, 0, max);
            }

            ColumnMath.Sum(block, count, width, width, sums);
            for (int j = 0; j < width; j++)
            {
                total[j] += sums[j];
            }
        }

        for (int j = 0; j < width; j++)
        {
            acc[j] = Combine(acc[j], new LogSum { Max = double.CreateTruncating(max[j]), Sum = total[j] });
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly LogSum Combine(LogSum first, LogSum second)
    {
        LogSum large = first.Max >= second.Max || double.IsNaN(first.Max) ? first : second, small = first.Max >= second.Max || double.IsNaN(first.Max) ? second : first;
        large.Max += double.IsNaN(small.Max) ? double.NaN : 0;
        large.Sum += small.Max == double.NegativeInfinity || !double.IsFinite(large.Max) ? 0 : small.Sum * Math.Exp(small.Max - large.Max);
        return large;
    }

    public readonly void Finish(nint index, LogSum acc) => _output[index] = T.CreateTruncating(double.IsFinite(acc.Max) ? acc.Max + Math.Log(acc.Sum) : acc.Max);

    public readonly void Rows(T* x, nint stride, int n, int rows, LogSum* acc)
    {
        for (int i = 0; i < rows; i++)
        {
            acc[i] = Row(x + (i * stride), n, 0);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(Loops.Hot)]
    public readonly void Finish(nint index, LogSum* acc, int count)
    {
        double* logs = stackalloc double[Vector<double>.Count];
        for (int i = 0; i < count; i += Vector<double>.Count)
        {
            int n = Math.Min(Vector<double>.Count, count - i);
            for (int j = 0; j < Vector<double>.Count; j++)
            {
                logs[j] = j < n ? acc[i + j].Sum : 1;
            }

            VectorMath.Log(Vector.Load(logs)).Store(logs);
            for (int j = 0; j < n; j++)
            {
                double max = acc[i + j].Max;
                _output[index + i + j] = T.CreateTruncating(double.IsFinite(max) ? max + logs[j] : max);
            }
        }
    }
}
