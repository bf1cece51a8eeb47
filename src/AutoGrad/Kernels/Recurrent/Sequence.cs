using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>A pass over [T, N, H], forwards or backwards in time, cut into blocks of sequences that know nothing of one another.</summary>
/// <param name="T">Number of steps.</param>
/// <param name="N">Number of sequences.</param>
/// <param name="H">Size of the state.</param>
/// <param name="Reverse">Whether the last time comes first.</param>
internal readonly record struct Sequence(int T, int N, int H, bool Reverse)
{
    // Sequences of one task: enough rows for a matrix product, few enough for every core to have some.
    private const int BlockRows = 16;

    /// <summary>Number of tasks; by sizes alone, so that every thread count gives the same bits.</summary>
    public int Blocks => N < 2 * BlockRows ? 1 : (N + BlockRows - 1) / BlockRows;

    /// <summary>The sequences of one task.</summary>
    public (int First, int Count) Rows(int block) => Blocks == 1 ? (0, N) : (block * BlockRows, Math.Min(BlockRows, N - (block * BlockRows)));

    /// <summary>The time of a step.</summary>
    public int Time(int step) => Reverse ? T - 1 - step : step;

    /// <summary>State before a step, for the sequences from first on.</summary>
    public unsafe TValue* Before<TValue>(TValue* initial, TValue* states, int step, int first) where TValue : unmanaged =>
        step == 0 ? initial + ((nint)first * H) : states + ((((nint)Time(step - 1) * N) + first) * H);

    /// <summary>dw [gates, H] = Σ over steps of dgatesᵀ · state before, in two products.</summary>
    public unsafe void WeightGrad<TValue>(TValue* dgates, int gates, TValue* initial, TValue* states, TValue* dw) where TValue : unmanaged
    {
        nint slice = (nint)N * gates, stateSlice = (nint)N * H;
        GemmOf<TValue>.Run(dgates + (Time(0) * slice), 1, gates, initial, H, 1, dw, H, gates, H, N, accumulate: false);
        if (T > 1)
        {
            TValue* later = dgates + (Reverse ? 0 : slice), before = states + (Reverse ? stateSlice : 0);
            GemmOf<TValue>.Run(later, 1, gates, before, H, 1, dw, H, gates, H, (T - 1) * N, accumulate: true);
        }
    }

    /// <summary>w [rows, columns] as [columns, rows], kept for all steps.</summary>
    public static unsafe TValue* Transposed<TValue>(TValue* w, int rows, int columns) where TValue : unmanaged
    {
        TValue* t = Scratch.Get<TValue>(Scratch.Purpose.Operand, (nint)rows * columns);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                t[((nint)j * rows) + i] = w[((nint)i * columns) + j];
            }
        }

        return t;
    }

    /// <summary>Sum of the rows of [rows, n].</summary>
    public static unsafe void SumRows<TValue>(TValue* x, int rows, int n, TValue* sum) where TValue : unmanaged, INumberBase<TValue>
    {
        new Span<TValue>(sum, n).Clear();
        for (int i = 0; i < rows; i++)
        {
            Loops.AddTo(sum, x + ((nint)i * n), n);
        }
    }
}
