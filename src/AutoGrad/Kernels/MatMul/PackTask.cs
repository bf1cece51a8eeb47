namespace AutoGrad.Kernels;

/// <summary>Packing of a block's operands, one panel per task: first those of B, then those of A. Panels of a transposed A share cache lines, so they are cut along k, and those of one stretch follow one another.</summary>
internal readonly unsafe struct PackTask<T>(GemmProblem<T> problem, GemmTask<T> tiles, bool packA, bool packB) : IParallelBody
    where T : unmanaged
{
    /// <summary>Elements from which several threads are worth their start: about 3 us.</summary>
    public const long WorthThreads = 16_384;

    // 128 rows of a transposed A with 1024 columns take half of a 1 MiB second-level cache.
    private const int RowsTogether = 128;

    /// <summary>Number of tasks.</summary>
    public int Count => PanelsB + (packA ? tiles.PanelsA * ((problem.K + Stretch - 1) / Stretch) : 0);

    /// <summary>Number of elements to copy.</summary>
    public long Elements => (packB ? (long)problem.K * problem.N : 0) + (packA ? (long)problem.K * problem.M : 0);

    // Where lines of A run along k, packing them writes beyond the end of a stretch, where another thread may be at work.
    private int Stretch => problem.ColA == 1 ? problem.K : RowsTogether;

    private int PanelsB => packB ? tiles.PanelsB : 0;

    /// <summary>Packs everything in this thread.</summary>
    public void All()
    {
        for (int i = 0; i < Count; i++)
        {
            Invoke(i);
        }
    }

    /// <summary>Packs a panel of B or a stretch of one of A.</summary>
    public void Invoke(int index)
    {
        if (index < PanelsB)
        {
            T* source = problem.B + tiles.FirstColumn(index) * problem.ColB;
            GemmPack<T>.Panel(source, problem.ColB, problem.RowB, tiles.ColumnsOf(index), problem.K, tiles.PackedB(index), tiles.StepOf(index));
        }
        else
        {
            (int stretch, int panel) = Math.DivRem(index - PanelsB, tiles.PanelsA);
            int k = stretch * Stretch, rows = tiles.RowsOf(panel);
            T* source = problem.A + tiles.FirstRow(panel) * problem.RowA + k * problem.ColA;
            GemmPack<T>.Panel(source, problem.RowA, problem.ColA, rows, Math.Min(Stretch, problem.K - k), tiles.PackedA(panel) + (nint)k * rows, rows);
        }
    }
}
