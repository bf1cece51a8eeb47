using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>How an element is put where another one is.</summary>
internal interface IPut
{
    /// <summary>What stands there afterwards.</summary>
    static abstract T Apply<T>(T there, T given) where T : unmanaged, INumber<T>;
}

/// <summary>The given element replaces what is there.</summary>
internal readonly struct PutSet : IPut
{
    public static T Apply<T>(T there, T given) where T : unmanaged, INumber<T> => given;
}

/// <summary>The given element is added.</summary>
internal readonly struct PutAdd : IPut
{
    public static T Apply<T>(T there, T given) where T : unmanaged, INumber<T> => there + given;
}

/// <summary>The larger element stays; NaN counts as largest.</summary>
internal readonly struct PutMax : IPut
{
    public static T Apply<T>(T there, T given) where T : unmanaged, INumber<T> => T.Max(there, given);
}

/// <summary>The smaller element stays; NaN is kept.</summary>
internal readonly struct PutMin : IPut
{
    public static T Apply<T>(T there, T given) where T : unmanaged, INumber<T> => T.Min(there, given);
}

/// <summary>
/// Single elements chosen along one dimension: the element of <see cref="Dense"/> at a place of the index belongs to the element of <see cref="Indexed"/> at the
/// same place but for that dimension, where the index says which. Indices lie row by row; each task checks its own before it moves anything. Places on different lanes never meet, so tasks share
/// lanes out, and on a lane the order is that of the index: the same bits at every thread count.
/// </summary>
internal unsafe struct IndexLanes : IParallelBody
{
    /// <summary>Elements per task.</summary>
    private const int Grain = 1 << 14;

    private const int MaxRank = 64;

    internal byte* Indexed;
    internal byte* Dense;
    internal long* Index;

    /// <summary>Sizes of the index, strides of both tensors in elements; rank entries each.</summary>
    internal int* Sizes;
    internal int* IndexedStrides;
    internal int* DenseStrides;
    internal int Rank;
    internal int Dim;

    /// <summary>Indices are below this.</summary>
    internal int Limit;

    /// <summary>The first place of the index that holds something else, <see cref="long.MaxValue"/> before the run and if there is none; lies with the caller.</summary>
    internal long* FirstOutside;

    /// <summary>Whether the move writes to indexed, where several places may meet on a lane; else any places may go to different threads.</summary>
    internal bool Meets;

    /// <summary>The move, given an element type.</summary>
    internal delegate*<in IndexLanes, int, int, int, int, void> Rows;

    /// <summary>Whether one element of each row of a matrix is meant, as the logarithm of a label's probability: no row needs arithmetic on places.</summary>
    private readonly bool PicksOnePerRow => Rank == 2 && Dim == 1 && Sizes[1] == 1;

    private int _rowParts;
    private int _columnParts;
    private int _rowUnit;
    private int _rowUnits;

    /// <summary>Runs over all places of the index.</summary>
    internal void Run()
    {
        int last = Sizes[Rank - 1], rows = 1, fromDim = 1;
        for (int i = 0; i < Rank - 1; i++)
        {
            rows *= Sizes[i];
            fromDim *= Meets && i >= Dim ? Sizes[i] : 1;
        }

        long count = (long)rows * last;
        if (count == 0)
        {
            return;
        }

        int parts = (int)Math.Min((count + Grain - 1) / Grain, 1 << 20);
        _rowUnit = fromDim;             // rows that share lanes stay together
        _rowUnits = rows / fromDim;
        _rowParts = Math.Min(parts, _rowUnits);
        bool byColumns = _rowParts < Math.Min(parts, 2) && !(Meets && Dim == Rank - 1);
        _columnParts = byColumns ? Math.Clamp(last / 64, 1, Math.Min(parts, 8)) : 1;
        WorkerPool.For(_rowParts * _columnParts, ref this);
    }

    public readonly void Invoke(int index)
    {
        (int part, int column) = Math.DivRem(index, _columnParts);
        int last = Sizes[Rank - 1];
        int row0 = (int)((long)_rowUnits * part / _rowParts) * _rowUnit, row1 = (int)((long)_rowUnits * (part + 1) / _rowParts) * _rowUnit;
        int column0 = (int)((long)last * column / _columnParts), column1 = (int)((long)last * (column + 1) / _columnParts);
        if (AreInside(row0, row1, column0, column1, last))
        {
            Rows(this, row0, row1, column0, column1);
        }
    }

    /// <summary>Looks at the task's indices just before they are used, while that costs little: they stay in the cache.</summary>
    private readonly bool AreInside(int row0, int row1, int column0, int column1, int last)
    {
        if (_columnParts == 1)
        {
            Bounds.Look(Index, (long)row0 * last, (long)row1 * last, (ulong)Limit, FirstOutside);
        }
        else
        {
            for (long row = row0; row < row1; row++)
            {
                Bounds.Look(Index, (row * last) + column0, (row * last) + column1, (ulong)Limit, FirstOutside);
            }
        }

        return Volatile.Read(ref *FirstOutside) == long.MaxValue;
    }

    /// <summary>dense = the chosen elements of indexed.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Gather<T>(in IndexLanes lanes, int row0, int row1, int column0, int column1) where T : unmanaged
    {
        T* x = (T*)lanes.Indexed, y = (T*)lanes.Dense;
        int* place = stackalloc int[MaxRank];
        lanes.At(row0, place, out long xAt, out long yAt);
        int last = lanes.Rank - 1, size = lanes.Sizes[last], xStep = lanes.Dim == last ? 0 : lanes.IndexedStrides[last], yStep = lanes.DenseStrides[last];
        long along = lanes.IndexedStrides[lanes.Dim];
        if (lanes.PicksOnePerRow)
        {
            T* from = x + ((long)row0 * lanes.IndexedStrides[0]), to = y + ((long)row0 * lanes.DenseStrides[0]);
            for (int row = row0; row < row1; row++, from += lanes.IndexedStrides[0], to += lanes.DenseStrides[0])
            {
                *to = from[lanes.Index[row] * along];
            }

            return;
        }

        for (int row = row0; row < row1; row++)
        {
            long* index = lanes.Index + ((long)row * size);
            T* chosen = y + yAt, lane = x + xAt;
            if (yStep == 1 && along == 1 && xStep == 0)
            {
                for (int j = column0; j < column1; j++)
                {
                    chosen[j] = lane[index[j]];
                }
            }
            else
            {
                for (int j = column0; j < column1; j++)
                {
                    chosen[(long)j * yStep] = lane[(index[j] * along) + ((long)j * xStep)];
                }
            }

            lanes.Next(place, ref xAt, ref yAt);
        }
    }

    /// <summary>The chosen elements of indexed take what dense has.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Scatter<T, TPut>(in IndexLanes lanes, int row0, int row1, int column0, int column1) where T : unmanaged, INumber<T> where TPut : IPut
    {
        T* x = (T*)lanes.Indexed, y = (T*)lanes.Dense;
        int* place = stackalloc int[MaxRank];
        lanes.At(row0, place, out long xAt, out long yAt);
        int last = lanes.Rank - 1, size = lanes.Sizes[last], xStep = lanes.Dim == last ? 0 : lanes.IndexedStrides[last], yStep = lanes.DenseStrides[last];
        long along = lanes.IndexedStrides[lanes.Dim];
        if (lanes.PicksOnePerRow)
        {
            T* to = x + ((long)row0 * lanes.IndexedStrides[0]), from = y + ((long)row0 * lanes.DenseStrides[0]);
            for (int row = row0; row < row1; row++, to += lanes.IndexedStrides[0], from += lanes.DenseStrides[0])
            {
                to[lanes.Index[row] * along] = TPut.Apply(to[lanes.Index[row] * along], *from);
            }

            return;
        }

        for (int row = row0; row < row1; row++)
        {
            long* index = lanes.Index + ((long)row * size);
            T* given = y + yAt, lane = x + xAt;
            if (yStep == 1 && along == 1 && xStep == 0)
            {
                for (int j = column0; j < column1; j++)
                {
                    long at = index[j];
                    lane[at] = TPut.Apply(lane[at], given[j]);
                }
            }
            else
            {
                for (int j = column0; j < column1; j++)
                {
                    ref T to = ref lane[(index[j] * along) + ((long)j * xStep)];
                    to = TPut.Apply(to, given[(long)j * yStep]);
                }
            }

            lanes.Next(place, ref xAt, ref yAt);
        }
    }

    /// <summary>The place of a row, all dimensions but the last, and the offsets of both tensors there.</summary>
    private readonly void At(int row, int* place, out long xAt, out long yAt)
    {
        xAt = yAt = 0;
        for (int i = Rank - 2; i >= 0; i--)
        {
            (row, place[i]) = Math.DivRem(row, Sizes[i]);
            xAt += i == Dim ? 0 : (long)place[i] * IndexedStrides[i];
            yAt += (long)place[i] * DenseStrides[i];
        }
    }

    private readonly void Next(int* place, ref long xAt, ref long yAt)
    {
        for (int i = Rank - 2; i >= 0; i--)
        {
            long xStride = i == Dim ? 0 : IndexedStrides[i], yStride = DenseStrides[i];
            xAt += xStride;
            yAt += yStride;
            if (++place[i] < Sizes[i])
            {
                return;
            }

            place[i] = 0;
            xAt -= xStride * Sizes[i];
            yAt -= yStride * Sizes[i];
        }
    }
}
