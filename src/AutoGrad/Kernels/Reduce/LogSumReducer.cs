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
        T* column = stackalloc T[Chunk];
        for (int r = 0; r < rows; r += Chunk, x += Chunk * stride)
        {
            int length = Math.Min(Chunk, rows - r);
            for (int j = 0; j < width; j++)
            {
                for (int i = 0; i < length; i++)
                {
                    column[i] = x[(i * stride) + j];
                }

                acc[j] = Combine(acc[j], Row(column, length, 0));
            }
        }
    }

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

    public readonly void Finish(nint index, LogSum* acc, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Finish(index + i, acc[i]);
        }
    }
}
