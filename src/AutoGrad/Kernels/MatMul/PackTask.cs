namespace AutoGrad.Kernels;

/// <summary>Packing of a block's operands, one panel per task: first those of B, then those of A.</summary>
internal readonly unsafe struct PackTask<T>(GemmProblem<T> problem, GemmTask<T> tiles, bool packA, bool packB) : IParallelBody
    where T : unmanaged
{
    /// <summary>Elements from which several threads are worth their start: about 3 us.</summary>
    public const long WorthThreads = 16_384;

    /// <summary>Number of panels.</summary>
    public int Count => PanelsB + (packA ? tiles.PanelsA : 0);

    /// <summary>Number of elements to copy.</summary>
    public long Elements => (packB ? (long)problem.K * problem.N : 0) + (packA ? (long)problem.K * problem.M : 0);

    private int PanelsB => packB ? tiles.PanelsB : 0;

    /// <summary>Packs all panels in this thread.</summary>
    public void All()
    {
        for (int i = 0; i < Count; i++)
        {
            Invoke(i);
        }
    }

    /// <summary>Packs one panel.</summary>
    public void Invoke(int index)
    {
        if (index < PanelsB)
        {
            T* source = problem.B + tiles.FirstColumn(index) * problem.ColB;
            GemmPack<T>.Panel(source, problem.ColB, problem.RowB, tiles.ColumnsOf(index), problem.K, tiles.PackedB(index), tiles.StepOf(index));
        }
        else
        {
            int panel = index - PanelsB;
            T* source = problem.A + tiles.FirstRow(panel) * problem.RowA;
            GemmPack<T>.Panel(source, problem.RowA, problem.ColA, tiles.RowsOf(panel), problem.K, tiles.PackedA(panel), tiles.RowsOf(panel));
        }
    }
}
