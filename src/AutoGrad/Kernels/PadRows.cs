using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>A dense tensor of 4-byte elements inside a larger one, the rest filled with one value: one row of the larger at a time, each element written once.</summary>
internal unsafe struct PadRows : IParallelBody
{
    /// <summary>Elements per task.</summary>
    private const int Grain = 1 << 15;

    private const int MaxRank = 64;

    internal int* X;
    internal int* Y;
    internal int Value;

    /// <summary>Where in the larger tensor the first element of the smaller one lies.</summary>
    internal int Start;

    internal int Rank;
    internal Shape XSizes;
    internal Shape YSizes;

    private int _rows;
    private int _rowsPerTask;

    internal void Run()
    {
        _rows = 1;
        for (int i = 0; i < Rank - 1; i++)
        {
            _rows *= YSizes[i];
        }

        _rowsPerTask = Math.Max(1, Grain / YSizes[Rank - 1]);
        WorkerPool.For((_rows + _rowsPerTask - 1) / _rowsPerTask, ref this);
    }

    [MethodImpl(Loops.Hot)]
    public readonly void Invoke(int index)
    {
        int* before = stackalloc int[MaxRank];
        for (int i = Rank - 1, rest = Start; i >= 0; i--)
        {
            (rest, before[i]) = Math.DivRem(rest, YSizes[i]);
        }

        int last = Rank - 1, width = YSizes[last], inner = XSizes[last], low = before[last], end = Math.Min(_rows, (index + 1) * _rowsPerTask);
        for (int row = index * _rowsPerTask; row < end; row++)
        {
            int* y = Y + ((nint)row * width);
            nint from = 0, pitch = 1;
            bool inside = true;
            for (int i = last - 1, rest = row; i >= 0 && inside; i--)
            {
                (rest, int at) = Math.DivRem(rest, YSizes[i]);
                at -= before[i];
                inside = (uint)at < (uint)XSizes[i];
                from += at * pitch;
                pitch *= XSizes[i];
            }

            if (!inside)
            {
                new Span<int>(y, width).Fill(Value);
                continue;
            }

            new Span<int>(y, low).Fill(Value);
            new ReadOnlySpan<int>(X + (from * inner), inner).CopyTo(new Span<int>(y + low, inner));
            new Span<int>(y + low + inner, width - low - inner).Fill(Value);
        }
    }
}
