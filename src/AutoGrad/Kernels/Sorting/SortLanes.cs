using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

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

    [MethodImpl(Loops.Hot)]
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

        // A heap pays while few are wanted; sorting all costs the same however many are.
        bool few = Take <= Length / 32;
        for (int i = 0; i < (few ? Take : Length); i++)
        {
            entries[i] = TOrder.Entry(input[(long)i * InputStep], i, Descending);
        }

        if (few)
        {
            First(input, entries);
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

    /// <summary>The first entries of the order, from a heap of those that were best so far; whole vectors that cannot beat its last are passed over.</summary>
    [MethodImpl(Loops.Hot)]
    private readonly void First(T* input, TEntry* heap)
    {
        EntrySort.Heapify(heap, Take);
        int lanes = Vector<T>.Count;
        for (int i = Take; i < Length; i++)
        {
            if (InputStep == 1)
            {
                // The last of those kept stands at the root. NaN compares as false and so is looked at.
                Vector<T> last = Vector.Create(input[heap[0].Position]);
                while (i <= Length - lanes && (Descending ? Vector.LessThanOrEqualAll(Vector.Load(input + i), last) : Vector.GreaterThanOrEqualAll(Vector.Load(input + i), last)))
                {
                    i += lanes;
                }
            }

            for (int end = Math.Min(Length, i + lanes); i < end; i++)
            {
                TEntry entry = TOrder.Entry(input[(long)i * InputStep], i, Descending);
                if (entry.IsBefore(heap[0]))
                {
                    heap[0] = entry;
                    EntrySort.Sink(heap, 0, Take);
                }
            }

            i--;
        }

        EntrySort.Unheap(heap, Take);
    }
}
