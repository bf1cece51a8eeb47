using System.Buffers;

namespace AutoGrad.Kernels;

/// <summary>Sorts every lane along one dimension of strided memory; lanes are shared out among threads.</summary>
internal unsafe struct SortLanes<T, TEntry, TOrder> : IParallelBody
    where T : unmanaged
    where TEntry : unmanaged, IEntry<TEntry>
    where TOrder : IOrder<T, TEntry>
{
    /// <summary>Elements per task.</summary>
    private const int Grain = 1 << 13;

    internal T* Input;

    /// <summary>Null when only positions are wanted.</summary>
    internal T* Values;
    internal long* Positions;

    /// <summary>Sizes of the dimensions but the sorted one, and strides of input, values and positions there; Rank entries each.</summary>
    internal int* Sizes;
    internal int* InputStrides;
    internal int* ValueStrides;
    internal int* PositionStrides;
    internal int Rank;

    /// <summary>Length of a lane, how many of its first are wanted, and the strides along it.</summary>
    internal int Length;
    internal int Take;
    internal int InputStep;
    internal int ValueStep;
    internal int PositionStep;
    internal bool Descending;

    private int _lanes;
    private int _perTask;

    internal void Run()
    {
        _lanes = 1;
        for (int i = 0; i < Rank; i++)
        {
            _lanes *= Sizes[i];
        }

        if (_lanes == 0 || Length == 0 || Take == 0)
        {
            return;
        }

        _perTask = Math.Max(1, Grain / Length);
        WorkerPool.For((_lanes + _perTask - 1) / _perTask, ref this);
    }

    public readonly void Invoke(int index)
    {
        TEntry[] buffer = ArrayPool<TEntry>.Shared.Rent(2 * Length);
        try
        {
            fixed (TEntry* entries = buffer)
            {
                int end = Math.Min(_lanes, (index + 1) * _perTask);
                for (int lane = index * _perTask; lane < end; lane++)
                {
                    Lane(lane, entries);
                }
            }
        }
        finally
        {
            ArrayPool<TEntry>.Shared.Return(buffer);
        }
    }

    private readonly void Lane(int lane, TEntry* entries)
    {
        long x = 0, v = 0, p = 0;
        for (int i = Rank - 1; i >= 0; i--)
        {
            (lane, int at) = Math.DivRem(lane, Sizes[i]);
            x += (long)at * InputStrides[i];
            v += (long)at * ValueStrides[i];
            p += (long)at * PositionStrides[i];
        }

        T* input = Input + x;
        for (int i = 0; i < Length; i++)
        {
            entries[i] = TOrder.Entry(input[(long)i * InputStep], i, Descending);
        }

        // A heap pays while few are wanted; sorting all costs the same however many are.
        if (Take <= Length / 32)
        {
            EntrySort.First(entries, Length, Take);
        }
        else
        {
            entries = EntrySort.Sort(entries, entries + Length, Length);
        }

        for (int i = 0; i < Take; i++)
        {
            int position = entries[i].Position;
            Positions[p + ((long)i * PositionStep)] = position;
            if (Values != null)
            {
                Values[v + ((long)i * ValueStep)] = input[(long)position * InputStep];
            }
        }
    }
}
