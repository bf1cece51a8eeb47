using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Matrix multiplication by dot products along k, for few rows or few columns: nothing is packed but a narrow operand that does not run along k.</summary>
/// <remarks>The narrow side gives the rows of the tiles: with few columns the transposed product is computed.</remarks>
internal readonly unsafe struct DotTask<T> : IParallelBody
    where T : unmanaged
{
    private const int Columns = 4;
    private const int MinK = 32;

    // Adding up the lanes of a tile costs as much as 140 steps along k; packing a panel of B costs 3 to 4 rows of A. Dots win where k is long for the rows there are.
    private const int MostNarrow = 16;
    private const int CostlyRows = 44;
    private const long TaskWork = 40_000;
    private const int MaxTasks = 64;

    private readonly GemmProblem<T> _problem;
    private readonly GemmWidth<T> _width;
    private readonly bool _swapped;
    private readonly int _group;

    private DotTask(in GemmProblem<T> problem, in GemmWidth<T> width, bool swapped)
    {
        _problem = problem;
        _width = width;
        _swapped = swapped;
        int tiles = (problem.N + Columns - 1) / Columns;
        long work = (long)problem.M * problem.N * problem.K;
        int tasks = (int)Math.Clamp(work / TaskWork, 1, Math.Min(MaxTasks, tiles));
        _group = (tiles + tasks - 1) / tasks;
        Count = (tiles + _group - 1) / _group;
    }

    private int Count { get; }

    /// <summary>Whether dot products are the faster way: one side narrow, the other contiguous along k.</summary>
    public static bool Suits(in GemmProblem<T> p, in GemmWidth<T> width)
    {
        if (p.K < MinK)
        {
            return false;
        }

        return (p.RowB == 1 && p.M <= 4) || (p.ColA == 1 && p.N <= 4) || (p.RowB == 1 && p.ColA == 1 && Math.Min(p.M, p.N) <= MostNarrow && p.K >= CostlyRows * Math.Min(p.M, p.N));
    }

    /// <summary>Runs the multiplication.</summary>
    public static void Run(in GemmProblem<T> problem, in GemmWidth<T> width)
    {
        GemmProblem<T> p = problem;
        bool rowsAreNarrow = p.RowB == 1 && (p.M <= 4 || p.ColA == 1);
        bool swap = !rowsAreNarrow || (p.ColA == 1 && p.N < Columns);
        if (swap)
        {
            p.A = problem.B;
            p.B = problem.A;
            (p.RowA, p.ColA, p.RowB, p.ColB) = (problem.ColB, problem.RowB, problem.ColA, problem.RowA);
            (p.M, p.N) = (problem.N, problem.M);
        }

        if (p.ColA != 1)
        {
            T* copy = Scratch.Get<T>(Scratch.Purpose.Packing, (nint)p.M * p.K);
            for (int i = 0; i < p.M; i++)
            {
                GemmPack<T>.Panel(p.A + i * p.RowA, 1, p.ColA, 1, p.K, copy + (nint)i * p.K, 1);
            }

            p.A = copy;
            (p.RowA, p.ColA) = (p.K, 1);
        }

        DotTask<T> task = new(p, width, swap);
        WorkerPool.For(task.Count, ref task);
    }

    /// <summary>Runs the tiles of one group of columns.</summary>
    public void Invoke(int index)
    {
        T* sums = stackalloc T[4 * Columns];
        GemmTile<T> tile = default;
        tile.K = _problem.K;
        tile.RowA = _problem.RowA;
        tile.C = sums;
        tile.Mask = GemmMask<T>.For(_width.Lanes, _problem.K);
        int end = Math.Min((index + 1) * _group * Columns, _problem.N);
        for (int j = index * _group * Columns; j < end; j += Columns)
        {
            int columns = Math.Min(Columns, end - j);
            for (int i = 0; i < _problem.M; i += _width.MaxDotRows)
            {
                int rows = Math.Min(_width.MaxDotRows, _problem.M - i);
                tile.A = _problem.A + i * _problem.RowA;

                // The last columns are computed one by one in the first place of the four, the others repeat it.
                if (columns == Columns)
                {
                    tile.B = _problem.B + j * _problem.ColB;
                    tile.StepB = _problem.ColB;
                    _width.Dots(rows)(&tile);
                    Store(sums, i, rows, j, Columns);
                }
                else
                {
                    tile.StepB = 0;
                    for (int one = j; one < end; one++)
                    {
                        tile.B = _problem.B + one * _problem.ColB;
                        _width.Dots(rows)(&tile);
                        Store(sums, i, rows, one, 1);
                    }
                }
            }
        }
    }

    private void Store(T* sums, int row, int rows, int column, int columns)
    {
        bool plain = !_problem.Accumulate && _problem.Bias == null && _problem.Act == Activation.None;
        for (int i = 0; i < rows; i++)
        {
            if (plain && !_swapped && columns == Columns)
            {
                T* to = _problem.C + (row + i) * _problem.RowC + column;
                (to[0], to[1], to[2], to[3]) = (sums[i * Columns], sums[i * Columns + 1], sums[i * Columns + 2], sums[i * Columns + 3]);
                continue;
            }

            for (int j = 0; j < columns; j++)
            {
                (int m, int n) = _swapped ? (column + j, row + i) : (row + i, column + j);
                Finish(sums[i * Columns + j], _problem.C + m * _problem.RowC + n, n);
            }
        }
    }

    private void Finish(T sum, T* c, int n)
    {
        if (typeof(T) == typeof(float))
        {
            float value = Unsafe.BitCast<T, float>(sum) + (_problem.Accumulate ? *(float*)c : 0) + (_problem.Bias == null ? 0 : ((float*)_problem.Bias)[n]);
            *(float*)c = _problem.Act == Activation.Relu ? MathF.Max(value, 0) : value;
        }
        else
        {
            double value = Unsafe.BitCast<T, double>(sum) + (_problem.Accumulate ? *(double*)c : 0) + (_problem.Bias == null ? 0 : ((double*)_problem.Bias)[n]);
            *(double*)c = _problem.Act == Activation.Relu ? Math.Max(value, 0) : value;
        }
    }
}
