using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The tiles of one block of a matrix multiplication, grouped into tasks of a few panels of A by a few panels of B.</summary>
internal unsafe struct GemmTask<T> : IParallelBody
    where T : unmanaged
{
    // 100,000 multiply-adds take about 1.7 us. Claiming a task is cheaper, but threads that alternate fetch one another's lines: 64 x 64 x 64 took 4.9 us in 6 tasks, 4.3 in 2.
    // 64 tasks keep the last one short on any machine.
    private const long TaskWork = 100_000;
    private const int MaxTasks = 64;

    // A packed panel of 12 rows and this many bytes per row fills three quarters of a 32 KiB first-level cache.
    private const int BlockBytes = 2048;

    // Read in place, blocks along k only bound what a group of columns spans.
    private const int InPlaceBlockBytes = 4096;

    // Tasks that pack their own panels of B have this many rows: packing a panel takes as long as 3 to 8 of them.
    private const int PackRows = 256;

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
    private readonly int _groupsA;
    private readonly int _groupsB;
    private readonly int _blockK;

    // Whether a thread's share of the tasks is rows or columns, whichever brings less over from other cores: by rows all of B, by columns all of A and half of C for whoever works it off in rows next.
    private readonly bool _byRows;
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
        bool streams = vectors == 4 && (long)problem.K * problem.N * sizeof(T) > StreamBytes;
        _blockK = streams ? StreamRows : packB ? PackedBlock(problem.K) : Block(problem.K, InPlaceBlockBytes);
        PanelStrideA = Align((nint)problem.K * (_rows + (_rowsExtra > 0 ? 1 : 0)) + GemmPack<T>.Slack);
        PanelStrideB = Align((nint)_blockK * _columns + GemmPack<T>.Slack);
        _high = _rowsExtra > 0 ? width.Tile(_rows + 1, vectors, false) : null;
        _low = width.Tile(_rows, vectors, false);
        bool ragged = _tail < _columns && width.HasMasks;
        int masked = (_tail - 1) % (2 * width.Lanes) / width.Lanes + 1;
        _highTail = !ragged ? _high : _rowsExtra > 0 ? width.Tile(_rows + 1, masked, true) : null;
        _lowTail = !ragged ? _low : width.Tile(_rows, masked, true);

        long work = (long)problem.M * problem.N * Math.Max(problem.K, 1);
        long tasks = Math.Clamp(work / TaskWork, 1, MaxTasks);
        int fitB = (int)Math.Max(GroupBytes / (PanelStrideB * sizeof(T)), 1);
        if (packB)
        {
            _groupsA = (int)Math.Clamp(Math.Min(problem.M / PackRows, tasks), 1, PanelsA);
            _groupsB = (int)Math.Clamp((tasks + _groupsA - 1) / _groupsA, (PanelsB + fitB - 1) / fitB, PanelsB);
        }
        else
        {
            int leastB = streams ? LeastStreamBytes / (_columns * sizeof(T)) : 1;
            _groupsB = Groups(PanelsB, Math.Min(PanelsB, Math.Max(fitB, leastB)));
            _groupsA = (int)Math.Clamp((tasks + _groupsB - 1) / _groupsB, 1, PanelsA);
            _groupsA = Groups(PanelsA, Groups(PanelsA, _groupsA));
            if (_groupsA * (long)_groupsB < tasks)
            {
                _groupsB = (int)Math.Clamp((tasks + _groupsA - 1) / _groupsA, 1, Math.Max(PanelsB / leastB, 1));
                _groupsB = Groups(PanelsB, Groups(PanelsB, _groupsB));
            }
        }

        Count = _groupsA * _groupsB;
        _byRows = (long)problem.K * problem.N < ((long)problem.M * problem.K) + ((long)problem.M * problem.N / 2);
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

    /// <summary>How much of k is packed at once: blocks of equal size.</summary>
    public static int PackedBlock(int k) => Block(k, BlockBytes);

    /// <summary>Sets the memory of the panels that are packed before the tasks begin. Without any for B, each task packs what it reads.</summary>
    public void SetPacked(T* packedA, T* packedB)
    {
        _packedA = packedA;
        _packedB = packedB;
    }

    /// <summary>Memory of a packed panel of B.</summary>
    public readonly T* PackedB(int panel) => _packedB + panel * PanelStrideB;

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

    /// <summary>Runs the tiles of one group.</summary>
    public readonly void Invoke(int index)
    {
        int groupA = _byRows ? index / _groupsB : index % _groupsA, groupB = _byRows ? index % _groupsB : index / _groupsA;
        int firstA = First(PanelsA, groupA, _groupsA), endA = First(PanelsA, groupA + 1, _groupsA);
        int firstB = First(PanelsB, groupB, _groupsB), endB = First(PanelsB, groupB + 1, _groupsB);
        bool packs = _packsB && _packedB == null;
        T* packedB = packs ? Scratch.Get<T>(Scratch.Purpose.Panels, (endB - firstB) * PanelStrideB) : _packedB + firstB * PanelStrideB;
        GemmTile<T> tile = default;
        tile.RowC = _problem.RowC;
        tile.Mask = GemmMask<T>.For(_width.Lanes, _tail);
        for (int k = 0; k == 0 || k < _problem.K; k += _blockK)
        {
            bool accumulate = _problem.Accumulate || k > 0;
            tile.K = Math.Min(_blockK, _problem.K - k);
            tile.Floor = Floor(k + _blockK >= _problem.K ? _problem.Act : Activation.None);
            tile.RowInit = accumulate ? _problem.RowC : 0;
            for (int panelB = firstB; packs && panelB < endB; panelB++)
            {
                T* source = _problem.B + FirstColumn(panelB) * _problem.ColB + k * _problem.RowB;
                GemmPack<T>.Panel(source, _problem.ColB, _problem.RowB, ColumnsOf(panelB), (int)tile.K, packedB + (panelB - firstB) * PanelStrideB, StepOf(panelB));
            }

            for (int panelA = firstA; panelA < endA; panelA++)
            {
                for (int panelB = firstB; panelB < endB; panelB++)
                {
                    tile.Ahead = !_packsB && panelB + 1 < endB ? _columns : 0;
                    tile.B = _packsB ? packedB + (panelB - firstB) * PanelStrideB : _problem.B + FirstColumn(panelB) + k * _problem.RowB;
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
        tile.A = _packsA ? PackedA(panelA) + (nint)k * RowsOf(panelA) : _problem.A + row * _problem.RowA + k * _problem.ColA;
        (tile.RowA, tile.StepA) = _packsA ? (1, RowsOf(panelA)) : (_problem.RowA, _problem.ColA);
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

    private static int Block(int k, int bytes)
    {
        int blocks = Math.Max(Groups(k, bytes / sizeof(T)), 1);
        return Math.Max(Groups(k, blocks), 1);
    }

    private static int First(int panels, int group, int groups) => (int)((long)panels * group / groups);

    private static int Groups(int panels, int size) => (panels + size - 1) / size;

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
