using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The tiles of one block of a matrix multiplication, grouped into tasks of a few panels of A by a few panels of B.</summary>
internal unsafe struct GemmTask<T> : IParallelBody
    where T : unmanaged
{
    // 40,000 multiply-adds take about 0.7 us, several times what claiming a task costs; 64 tasks keep the last one short on any machine.
    private const long TaskWork = 40_000;
    private const int MaxTasks = 64;

    // A group's packed panels of B stay within half of a 1 MiB second-level cache.
    private const int GroupBytes = 512 * 1024;

    // With few rows, a B beyond this size streams from memory: some rows of B at a time, each read in runs of at least a kilobyte.
    private const int StreamBytes = 1024 * 1024;
    private const int StreamRows = 32;
    private const int LeastStreamBytes = 1024;

    private readonly GemmProblem<T> _problem;
    private readonly GemmWidth<T> _width;
    private readonly delegate*<GemmTile<T>*, void> _high;
    private readonly delegate*<GemmTile<T>*, void> _low;
    private readonly delegate*<GemmTile<T>*, void> _highTail;
    private readonly delegate*<GemmTile<T>*, void> _lowTail;
    private readonly int _rows;
    private readonly int _rowsExtra;
    private readonly int _columns;
    private readonly int _tail;
    private readonly int _tailVectors;
    private readonly int _groupA;
    private readonly int _groupB;
    private readonly int _groupsA;
    private readonly int _chunkK;
    private readonly bool _packsA;
    private readonly bool _packsB;
    private T* _packedA;
    private T* _packedB;

    public GemmTask(in GemmProblem<T> problem, in GemmWidth<T> width, bool packA, bool packB)
    {
        _problem = problem;
        _width = width;
        (_packsA, _packsB) = (packA, packB);
        PanelsA = (problem.M + width.MaxRows - 1) / width.MaxRows;
        _rows = problem.M / PanelsA;
        _rowsExtra = problem.M % PanelsA;
        int vectors = !packB && problem.M <= width.MaxWideRows && problem.N >= 4 * width.Lanes ? 4 : 2;
        _columns = vectors * width.Lanes;
        PanelsB = (problem.N + _columns - 1) / _columns;
        _tail = problem.N - (PanelsB - 1) * _columns;
        _tailVectors = width.HasMasks ? (_tail + width.Lanes - 1) / width.Lanes : 2;
        PanelStrideA = Align((nint)problem.K * (_rows + (_rowsExtra > 0 ? 1 : 0)) + GemmPack<T>.Slack);
        PanelStrideB = Align((nint)problem.K * _columns + GemmPack<T>.Slack);
        _high = _rowsExtra > 0 ? width.Tile(_rows + 1, vectors, false) : null;
        _low = width.Tile(_rows, vectors, false);
        bool ragged = _tail < _columns && width.HasMasks;
        int masked = (_tail - 1) % (2 * width.Lanes) / width.Lanes + 1;
        _highTail = !ragged ? _high : _rowsExtra > 0 ? width.Tile(_rows + 1, masked, true) : null;
        _lowTail = !ragged ? _low : width.Tile(_rows, masked, true);

        long work = (long)problem.M * problem.N * Math.Max(problem.K, 1);
        long tasks = Math.Clamp(work / TaskWork, 1, MaxTasks);
        int fitB = (int)Math.Max(GroupBytes / Math.Max(PanelStrideB * sizeof(T), 1), 1);
        bool streams = vectors == 4 && (long)problem.K * problem.N * sizeof(T) > StreamBytes;
        int leastB = streams ? LeastStreamBytes / (_columns * sizeof(T)) : 1;
        _chunkK = streams ? StreamRows : Math.Max(problem.K, 1);
        _groupB = Math.Min(PanelsB, Math.Max(fitB, leastB));
        int groupsB = (PanelsB + _groupB - 1) / _groupB;
        _groupsA = (int)Math.Clamp((tasks + groupsB - 1) / groupsB, 1, PanelsA);
        _groupA = (PanelsA + _groupsA - 1) / _groupsA;
        _groupsA = (PanelsA + _groupA - 1) / _groupA;
        if (_groupsA * (long)groupsB < tasks)
        {
            groupsB = (int)Math.Clamp((tasks + _groupsA - 1) / _groupsA, 1, Math.Max(PanelsB / leastB, 1));
            _groupB = (PanelsB + groupsB - 1) / groupsB;
            groupsB = (PanelsB + _groupB - 1) / _groupB;
        }

        Count = _groupsA * groupsB;
    }

    /// <summary>Panels of A.</summary>
    public int PanelsA { get; }

    /// <summary>Panels of B.</summary>
    public int PanelsB { get; }

    /// <summary>Elements from one packed panel of A to the next.</summary>
    public nint PanelStrideA { get; }

    /// <summary>Elements from one packed panel of B to the next.</summary>
    public nint PanelStrideB { get; }

    /// <summary>Number of tasks.</summary>
    public int Count { get; }

    /// <summary>Sets the memory of the packed panels; only what is packed is read there.</summary>
    public void SetPacked(T* packedA, T* packedB)
    {
        _packedA = packedA;
        _packedB = packedB;
    }

    /// <summary>First row of a panel of A.</summary>
    public readonly int FirstRow(int panel) => panel * _rows + Math.Min(panel, _rowsExtra);

    /// <summary>Rows of a panel of A.</summary>
    public readonly int RowsOf(int panel) => panel < _rowsExtra ? _rows + 1 : _rows;

    /// <summary>First column of a panel of B.</summary>
    public readonly nint FirstColumn(int panel) => (nint)panel * _columns;

    /// <summary>Columns of a panel of B.</summary>
    public readonly int ColumnsOf(int panel) => panel == PanelsB - 1 ? _tail : _columns;

    /// <summary>Columns of a packed panel of B, with those of zeros that fill its last vector.</summary>
    public readonly int StepOf(int panel) => panel == PanelsB - 1 ? _tailVectors * _width.Lanes : _columns;

    /// <summary>Memory of a packed panel of A.</summary>
    public readonly T* PackedA(int panel) => _packedA + panel * PanelStrideA;

    /// <summary>Memory of a packed panel of B.</summary>
    public readonly T* PackedB(int panel) => _packedB + panel * PanelStrideB;

    /// <summary>Runs the tiles of one group.</summary>
    public readonly void Invoke(int index)
    {
        (int groupB, int groupA) = Math.DivRem(index, _groupsA);
        int endA = Math.Min((groupA + 1) * _groupA, PanelsA), endB = Math.Min((groupB + 1) * _groupB, PanelsB);
        GemmTile<T> tile = default;
        tile.RowC = _problem.RowC;
        tile.Mask = GemmMask<T>.For(_width.Lanes, _tail);
        for (int k = 0; k == 0 || k < _problem.K; k += _chunkK)
        {
            bool accumulate = _problem.Accumulate || k > 0;
            tile.K = Math.Min(_chunkK, _problem.K - k);
            tile.Floor = Floor(k + _chunkK >= _problem.K ? _problem.Act : Activation.None);
            tile.RowInit = accumulate ? _problem.RowC : 0;
            for (int panelA = groupA * _groupA; panelA < endA; panelA++)
            {
                for (int panelB = groupB * _groupB; panelB < endB; panelB++)
                {
                    Tile(ref tile, panelA, panelB, k, accumulate);
                }
            }
        }
    }

    private readonly void Tile(ref GemmTile<T> tile, int panelA, int panelB, int k, bool accumulate)
    {
        int row = FirstRow(panelA);
        nint column = FirstColumn(panelB);
        bool high = panelA < _rowsExtra;
        tile.A = _packsA ? PackedA(panelA) : _problem.A + row * _problem.RowA + k * _problem.ColA;
        (tile.RowA, tile.StepA) = _packsA ? (1, RowsOf(panelA)) : (_problem.RowA, _problem.ColA);
        tile.B = _packsB ? PackedB(panelB) : _problem.B + column + k * _problem.RowB;
        tile.StepB = _packsB ? StepOf(panelB) : _problem.RowB;
        tile.C = _problem.C + row * _problem.RowC + column;
        tile.Init = accumulate ? tile.C : _problem.Bias != null ? _problem.Bias + column : GemmMask<T>.Zeros;
        if (panelB < PanelsB - 1 || _tail == _columns)
        {
            fixed (GemmTile<T>* t = &tile)
            {
                (high ? _high : _low)(t);
            }
        }
        else if (_width.HasMasks)
        {
            Tail(ref tile, high);
        }
        else
        {
            ThroughCopy(ref tile, high ? _high : _low, RowsOf(panelA));
        }
    }

    /// <summary>The last panel, narrower than the others: pairs of full vectors, then one masked tile.</summary>
    private readonly void Tail(ref GemmTile<T> tile, bool high)
    {
        int left = _tail;
        while (left > 2 * _width.Lanes)
        {
            fixed (GemmTile<T>* t = &tile)
            {
                _width.Tile(high ? _rows + 1 : _rows, 2, false)(t);
            }

            tile.B += 2 * _width.Lanes;
            tile.C += 2 * _width.Lanes;
            tile.Init += tile.Init != GemmMask<T>.Zeros ? 2 * _width.Lanes : 0;
            left -= 2 * _width.Lanes;
        }

        fixed (GemmTile<T>* t = &tile)
        {
            (high ? _highTail : _lowTail)(t);
        }
    }

    /// <summary>Without masks a narrow panel is computed at full width beside C.</summary>
    private readonly void ThroughCopy(ref GemmTile<T> tile, delegate*<GemmTile<T>*, void> kernel, int rows)
    {
        T* copy = stackalloc T[6 * 2 * 16 / sizeof(T)];
        T* c = tile.C;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < _columns; j++)
            {
                copy[i * _columns + j] = j < _tail ? tile.Init[i * tile.RowInit + j] : default;
            }
        }

        GemmTile<T> full = tile;
        full.C = full.Init = copy;
        full.RowC = full.RowInit = _columns;
        kernel(&full);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < _tail; j++)
            {
                c[i * tile.RowC + j] = copy[i * _columns + j];
            }
        }
    }

    private static T Floor(Activation act)
    {
        if (typeof(T) == typeof(float))
        {
            float floor = act == Activation.Relu ? 0 : float.NegativeInfinity;
            return Unsafe.BitCast<float, T>(floor);
        }

        double wide = act == Activation.Relu ? 0 : double.NegativeInfinity;
        return Unsafe.BitCast<double, T>(wide);
    }

    private static nint Align(nint elements) => (elements * sizeof(T) + 63 & -64) / sizeof(T);
}
