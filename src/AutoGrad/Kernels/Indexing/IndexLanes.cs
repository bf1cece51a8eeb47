namespace AutoGrad.Kernels;

/// <summary>
/// Single elements chosen along one dimension: the element of <see cref="Dense"/> at a place of the index belongs to the element of <see cref="Indexed"/> at the
/// same place but for that dimension, where the index says which. Indices lie row by row; each task checks its own before it uses them. Places on different lanes never meet, so tasks share
/// lanes out, and on a lane the order is that of the index: the same bits at every thread count.
/// </summary>
internal unsafe partial struct IndexLanes : IParallelBody
{
    /// <summary>Elements per task.</summary>
    private const int Grain = 1 << 14;

    /// <summary>Indices that are looked at together: 8 KB, which are still in the first cache when they are used.</summary>
    private const int Look = 1 << 10;

    /// <summary>What is brought together at once: half of a second cache.</summary>
    private const long BlockBytes = 1 << 19;

    /// <summary>Lanes that lie this close are used where they are.</summary>
    private const long NearBytes = 1 << 16;

    private const int LeastTasks = 8;

    private const int MaxRank = 64;

    internal byte* Indexed;
    internal byte* Dense;
    internal long* Index;

    /// <summary>What indexed is a copy of before anything is put, laid out as it is, or null if it is there already. Only where both are contiguous and each lane has its indices.</summary>
    internal byte* Start;

    /// <summary>Bytes of <see cref="Start"/>.</summary>
    internal long StartBytes;

    /// <summary>Bytes of an element.</summary>
    internal int ElementSize;

    /// <summary>Sizes of the index, strides of both tensors in elements; rank entries each, used as scratch.</summary>
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

    private int _rowParts;
    private int _columnParts;
    private int _columnUnit;
    private int _rowUnit;
    private int _rowUnits;
    private int _blockWidth;    // columns of a block that is brought together, 0 if lanes are used where they lie

    /// <summary>Whether one element of each row of a matrix is meant, as the logarithm of a label's probability: no row needs arithmetic on places.</summary>
    private readonly bool PicksOnePerRow => Rank == 2 && Dim == 1 && Sizes[1] == 1;

    /// <summary>Runs over all places of the index.</summary>
    internal void Run()
    {
        Merge();
        int last = Sizes[Rank - 1], rows = 1, fromDim = 1;
        _blockWidth = BlockWidth();
        for (int i = 0; i < Rank - 1; i++)
        {
            rows *= Sizes[i];
            fromDim *= (Meets || _blockWidth > 0) && i >= Dim ? Sizes[i] : 1;
        }

        long count = (long)rows * last;
        if (count == 0)
        {
            return;
        }

        if (Start != null && _blockWidth == 0 && (Dim < Rank - 1 || PicksOnePerRow))
        {
            Blocks.Copy(Start, StartBytes, Indexed, StartBytes, 1, StartBytes);
            Start = null;
        }

        long grain = WorkerPool.Grain(count, Grain);
        int parts = (int)((count + grain - 1) / grain);
        _rowUnit = fromDim;             // rows that share lanes stay together
        _rowUnits = rows / fromDim;
        _rowParts = Math.Min(parts, _rowUnits);
        bool byColumns = _rowParts < Math.Min(parts, 2) && !(Meets && Dim == Rank - 1);
        _columnParts = byColumns ? Math.Clamp(last / 64, 1, Math.Min(parts, 8)) : 1;
        _columnUnit = (last + _columnParts - 1) / _columnParts;
        if (_blockWidth > 0)
        {
            _columnUnit = _blockWidth;
            _columnParts = (last + _blockWidth - 1) / _blockWidth;
        }

        WorkerPool.For(_rowParts * _columnParts, ref this);
    }

    public readonly void Invoke(int index)
    {
        (int part, int column) = Math.DivRem(index, _columnParts);
        int row0 = (int)((long)_rowUnits * part / _rowParts) * _rowUnit, row1 = (int)((long)_rowUnits * (part + 1) / _rowParts) * _rowUnit;
        int column0 = column * _columnUnit, column1 = Math.Min(Sizes[Rank - 1], column0 + _columnUnit);
        if (column0 < column1)
        {
            Rows(this, row0, row1, column0, column1);
        }
    }

    /// <summary>Merges dimensions that both tensors run through as one, but for the one that is indexed, and leaves out sizes of 1.</summary>
    private void Merge()
    {
        int merged = -1, dim = -1;
        for (int i = 0; i < Rank; i++)
        {
            int size = Sizes[i];
            if (size == 1 && i != Dim)
            {
                continue;
            }

            bool merges = merged >= 0 && merged != dim && i != Dim
                && IndexedStrides[merged] == (long)IndexedStrides[i] * size && DenseStrides[merged] == (long)DenseStrides[i] * size;
            merged += merges ? 0 : 1;
            dim = i == Dim ? merged : dim;
            Sizes[merged] = merges ? Sizes[merged] * size : size;
            IndexedStrides[merged] = IndexedStrides[i];
            DenseStrides[merged] = DenseStrides[i];
        }

        (Rank, Dim) = (merged + 1, dim);
    }

    /// <summary>
    /// Lanes that lie across dense rows jump from row to row, each on a page and, at pitches of a power of two, in few sets of the caches. Where every element is asked for about once or more it is cheaper
    /// to bring some columns together first (4 MB by 1M indices along dim 0: adding takes a third of the time, choosing half).
    /// </summary>
    private readonly int BlockWidth()
    {
        int last = Sizes[Rank - 1];
        if (Dim != Rank - 2 || IndexedStrides[Rank - 1] != 1 || DenseStrides[Rank - 1] != 1 || 2L * Sizes[Dim] < Limit || (long)Limit * last * ElementSize <= NearBytes)
        {
            return 0;
        }

        int line = 64 / ElementSize, outer = 1;
        for (int i = 0; i < Dim; i++)
        {
            outer *= Sizes[i];
        }

        int width = (int)Math.Min(last, BlockBytes / ((long)Limit * ElementSize));
        width = outer < LeastTasks ? Math.Min(width, Math.Max(last / LeastTasks, line)) : width;
        return width / line * line;
    }

    /// <summary>Looks at the indices up to a place, and a little beyond while they are at hand, before they are used; false if one is outside.</summary>
    /// <param name="seen">Where the last look ended.</param>
    /// <param name="from">The first index that is needed.</param>
    /// <param name="to">Behind the last.</param>
    /// <param name="end">Where the task's indices end that follow without a gap.</param>
    private readonly bool AreInside(ref long seen, long from, long to, long end)
    {
        if (to <= seen)
        {
            return true;
        }

        long start = Math.Max(seen, from);
        seen = Math.Min(end, Math.Max(to, start + Look));
        return Bounds.AreInside(Index, start, seen, Limit, FirstOutside);
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
