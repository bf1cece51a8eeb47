using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Cuts a reduction into segments of about <see cref="Grain"/> elements, reduces each, and combines the segments of an output in a fixed binary tree.</summary>
/// <remarks>Cuts depend on sizes alone, so every thread count gives the same bits.</remarks>
internal unsafe struct ReductionTask<TReducer, T, TAcc> : IParallelBody
    where TReducer : struct, IReducer<T, TAcc>
    where T : unmanaged
    where TAcc : unmanaged
{
    /// <summary>Elements per segment: some microseconds of work.</summary>
    private const int Grain = 16384;

    /// <summary>Columns whose accumulators stay in the first-level cache.</summary>
    private const int BlockWidth = 256;

    /// <summary>Rows up to this length are turned.</summary>
    private const int ShortRow = 48;

    /// <summary>Rows at equal distances are reduced this many at a time.</summary>
    private const int PlainRows = 128;

    private readonly ReductionGeometry _at;
    private readonly T* _x;
    private readonly int _columnBlocks;
    private readonly int _pieces;           // segments of one run of rows
    private readonly int _pieceRows;        // rows of one piece
    private readonly int _group;            // repeats in one segment, when a run of rows is short
    private readonly int _segments;         // segments of one output
    private readonly int _itemsPerTask;
    private readonly int _columnsPerTask;   // of those whose segments are combined
    private readonly bool _isPlain;
    private TReducer _reducer;
    private TAcc* _partials;
    private bool _combining;

    internal ReductionTask(in ReductionGeometry at, T* x, TReducer reducer)
    {
        _at = at;
        _x = x;
        _reducer = reducer;
        _columnBlocks = (at.Width + BlockWidth - 1) / BlockWidth;
        int block = Math.Min(at.Width, BlockWidth);
        int rowsPerSegment = Math.Max(1, Grain / block);
        _pieceRows = Math.Min(at.Rows, rowsPerSegment);
        _pieces = (at.Rows + _pieceRows - 1) / _pieceRows;
        _group = _pieces > 1 ? 1 : Math.Min(at.Repeats, rowsPerSegment / at.Rows);
        _segments = _pieces > 1 ? at.Repeats * _pieces : (at.Repeats + _group - 1) / _group;
        _itemsPerTask = PerTask(Items, block * _pieceRows * _group);
        _columnsPerTask = PerTask(Columns, (long)block * _segments);
        _isPlain = at.DenseRows && _segments == 1 && at.Repeats == 1 && at.KeptRank <= 1;
    }

    /// <summary>Accumulators needed between the two phases; 0 if every output has one segment.</summary>
    internal readonly nint PartialCount => _segments == 1 ? 0 : (nint)Items * Math.Min(_at.Width, BlockWidth);

    private readonly int Columns => _at.Kept * _columnBlocks;

    private readonly int Items => Columns * _segments;

    /// <summary>How many items of so many elements each a task has.</summary>
    private static int PerTask(int items, long elements) =>
        items * elements <= 2 * Grain ? items : (int)Math.Max(1, WorkerPool.Grain(items * elements, Grain) / elements);

    /// <summary>Runs the reduction.</summary>
    /// <param name="partials">Memory for <see cref="PartialCount"/> accumulators.</param>
    internal void Run(TAcc* partials)
    {
        _partials = partials;
        WorkerPool.For((Items + _itemsPerTask - 1) / _itemsPerTask, ref this);
        if (_segments > 1)
        {
            _combining = true;
            WorkerPool.For((Columns + _columnsPerTask - 1) / _columnsPerTask, ref this);
        }
    }

    public void Invoke(int index)
    {
        if (!_combining)
        {
            Range(index * _itemsPerTask, Math.Min((index + 1) * _itemsPerTask, Items));
            return;
        }

        for (int column = index * _columnsPerTask, end = Math.Min(column + _columnsPerTask, Columns); column < end; column++)
        {
            CombineSegments(column);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(Loops.Hot)]
    private void Range(int start, int end)
    {
        if (_isPlain)
        {
            Plain(start, end);
            return;
        }

        if (_at.DenseRows)
        {
            for (int item = start; item < end; item++)
            {
                (int output, int segment) = _segments == 1 ? (item, 0) : Math.DivRem(item, _segments);
                T* x = _x + ReductionGeometry.Offset(output, _at.KeptSizes, _at.KeptStrides, _at.KeptRank);
                TAcc acc = RowSegment(x, segment);
                if (_segments == 1)
                {
                    _reducer.Finish(output, acc);
                }
                else
                {
                    _partials[item] = acc;
                }
            }

            return;
        }

        TAcc* local = stackalloc TAcc[BlockWidth];
        for (int item = start; item < end; item++)
        {
            (int column, int segment) = Math.DivRem(item, _segments);
            (int kept, int block) = Math.DivRem(column, _columnBlocks);
            T* x = _x + ReductionGeometry.Offset(kept, _at.KeptSizes, _at.KeptStrides, _at.KeptRank) + (block * BlockWidth);
            int width = Math.Min(BlockWidth, _at.Width - (block * BlockWidth));
            ColumnSegment(x, segment, width, local);
            if (_segments == 1)
            {
                FinishColumns(column, local);
            }
            else
            {
                Unsafe.CopyBlock(_partials + ((nint)item * Math.Min(_at.Width, BlockWidth)), local, (uint)(width * sizeof(TAcc)));
            }
        }
    }

    /// <summary>Rows at equal distances, many at a time. Short ones are turned: then they are the columns of a few long rows, and vectors lie across them.</summary>
    [SkipLocalsInit]
    private void Plain(int start, int end)
    {
        bool turns = _at.Rows <= ShortRow;
        T* columns = stackalloc T[turns ? PlainRows * ShortRow : 1];
        TAcc* local = stackalloc TAcc[PlainRows];
        int stride = _at.KeptRank == 0 ? 0 : _at.KeptStrides[0];
        for (int item = start; item < end; item += PlainRows)
        {
            int count = Math.Min(PlainRows, end - item);
            T* rows = _x + ((nint)item * stride);
            if (turns)
            {
                Transposition.Copy(columns, count, rows, stride, _at.Rows, count);
                new Span<TAcc>(local, count).Fill(_reducer.Start);
                _reducer.Columns(columns, count, _at.Rows, count, 0, local);
            }
            else
            {
                _reducer.Rows(rows, stride, _at.Rows, count, local);
            }

            _reducer.Finish(item, local, count);
        }
    }

    private readonly TAcc RowSegment(T* x, int segment)
    {
        if (_at.Repeats == 1)
        {
            int start = segment * _pieceRows;
            return _reducer.Row(x + start, Math.Min(_pieceRows, _at.Rows - start), start);
        }

        int first = segment / _pieces * _group, end = Math.Min(first + _group, _at.Repeats), piece = segment % _pieces * _pieceRows;
        int n = Math.Min(_pieceRows, _at.Rows - piece);
        TAcc acc = _reducer.Start;
        for (int repeat = first; repeat < end; repeat++)
        {
            T* row = x + ReductionGeometry.Offset(repeat, _at.ReducedSizes, _at.ReducedStrides, _at.ReducedRank) + piece;
            acc = _reducer.Combine(acc, _reducer.Row(row, n, (repeat * _at.Rows) + piece));
        }

        return acc;
    }

    private readonly void ColumnSegment(T* x, int segment, int width, TAcc* acc)
    {
        int first = segment / _pieces * _group, end = Math.Min(first + _group, _at.Repeats), piece = segment % _pieces * _pieceRows;
        int rows = Math.Min(_pieceRows, _at.Rows - piece);

        // Narrow dense rows are read many at a time, as one wide row whose columns are folded at the end.
        int fold = TReducer.IgnoresPositions && _at.RowStride == width && width <= BlockWidth / 4 ? Math.Min(BlockWidth / width, rows) : 1;
        new Span<TAcc>(acc, fold * width).Fill(_reducer.Start);
        for (int repeat = first; repeat < end; repeat++)
        {
            T* from = x + ReductionGeometry.Offset(repeat, _at.ReducedSizes, _at.ReducedStrides, _at.ReducedRank) + (piece * _at.RowStride);
            int position = (repeat * _at.Rows) + piece, wide = rows / fold, rest = rows - (wide * fold);
            _reducer.Columns(from, fold * _at.RowStride, wide, fold * width, position, acc);
            if (rest > 0)
            {
                _reducer.Columns(from + (wide * fold * _at.RowStride), _at.RowStride, rest, width, position + (wide * fold), acc);
            }
        }

        for (int i = 1; i < fold; i++)
        {
            for (int j = 0; j < width; j++)
            {
                acc[j] = _reducer.Combine(acc[j], acc[(i * width) + j]);
            }
        }
    }

    /// <summary>The fixed tree: neighbours first, then neighbours of neighbours.</summary>
    private readonly void CombineSegments(int column)
    {
        int width = Math.Min(_at.Width, BlockWidth);
        TAcc* partials = _partials + ((nint)column * _segments * width);
        int used = _at.DenseRows ? 1 : Math.Min(BlockWidth, _at.Width - (column % _columnBlocks * BlockWidth));
        for (int step = 1; step < _segments; step *= 2)
        {
            for (int s = 0; s + step < _segments; s += 2 * step)
            {
                TAcc* a = partials + ((nint)s * width), b = a + ((nint)step * width);
                for (int j = 0; j < used; j++)
                {
                    a[j] = _reducer.Combine(a[j], b[j]);
                }
            }
        }

        FinishColumns(column, partials);
    }

    private readonly void FinishColumns(int column, TAcc* acc)
    {
        (int kept, int block) = Math.DivRem(column, _columnBlocks);
        int width = Math.Min(BlockWidth, _at.Width - (block * BlockWidth));
        nint output = ((nint)kept * _at.Width) + (block * BlockWidth);
        _reducer.Finish(output, acc, width);
    }
}
