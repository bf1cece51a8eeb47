namespace AutoGrad.Kernels;

/// <summary>Cuts a matrix multiplication into blocks, packs what does not lie well, and runs the register tiles over it in parallel.</summary>
/// <remarks>
/// A is cut into panels of balanced height (64 rows become 11, 11, 11, 11, 10, 10 with tiles of 12), B into panels of two vectors.
/// Small operands are read in place; large ones are packed by blocks of <see cref="BlockBytes"/> along k. All cuts follow from sizes and strides,
/// never from the number of threads.
/// </remarks>
internal static unsafe class GemmDriver<T>
    where T : unmanaged
{
    // A packed panel of 12 rows and this many bytes per row fills half of a 32 KiB first-level cache.
    private const int BlockBytes = 1536;

    // Blocks of A and B beyond this many rows or columns are worked off one after another, which bounds the packing buffer by about 13 MB.
    private const int BlockRows = 4092;
    private const int BlockColumns = 4096;

    // Operands below this size are read in place: 384 KiB lie well in a second-level cache.
    private const int InPlaceBytes = 384 * 1024;

    /// <summary>Runs the multiplication with vectors of so many bits.</summary>
    public static void Run(in GemmProblem<T> problem, int bits)
    {
        if (problem.M == 0 || problem.N == 0)
        {
            return;
        }

        GemmWidth<T> width = new(bits);
        GemmProblem<T> p = problem;
        if (GemvTask<T>.Suits(p))
        {
            GemvTask<T>.Run(p);
            return;
        }

        if (DotTask<T>.Suits(p, width))
        {
            DotTask<T>.Run(p, width);
            return;
        }

        if (p.Accumulate && p.Bias != null)
        {
            AddBias(p);
            p.Bias = null;
        }

        bool packB = PacksB(p, width);
        bool packA = PacksA(p, packB);
        int blockK = packB ? BlockBytes / sizeof(T) : Math.Max(p.K, 1);
        int blocksK = Math.Max((p.K + blockK - 1) / blockK, 1);
        int stepK = Math.Max((p.K + blocksK - 1) / blocksK, 1);
        int stepN = packB ? BlockColumns : p.N;
        int stepM = packA ? BlockRows : p.M;
        for (int n = 0; n < p.N; n += stepN)
        {
            for (int k = 0; k == 0 || k < p.K; k += stepK)
            {
                for (int m = 0; m < p.M; m += stepM)
                {
                    GemmProblem<T> block = p;
                    block.M = Math.Min(stepM, p.M - m);
                    block.N = Math.Min(stepN, p.N - n);
                    block.K = Math.Min(stepK, p.K - k);
                    block.A += m * p.RowA + k * p.ColA;
                    block.B += k * p.RowB + n * p.ColB;
                    block.C += m * p.RowC + n;
                    block.Bias = p.Bias == null || k > 0 ? null : p.Bias + n;
                    block.Accumulate = p.Accumulate || k > 0;
                    block.Act = k + stepK >= p.K ? p.Act : Activation.None;
                    Block(block, width, packA, packB, packB && m == 0);
                }
            }
        }
    }

    private static bool PacksB(in GemmProblem<T> p, in GemmWidth<T> width)
    {
        if (p.ColB != 1 || !width.HasMasks)
        {
            return p.K > 0;
        }

        return p.M > width.MaxWideRows && p.M >= 64 && (long)p.K * p.N * sizeof(T) > InPlaceBytes;
    }

    private static bool PacksA(in GemmProblem<T> p, bool packB)
    {
        if (p.K == 0)
        {
            return false;
        }

        if (p.RowA != 1 && p.ColA != 1)
        {
            return p.N > 64;
        }

        // Rows a multiple of a kilobyte apart fall into the same few sets of the first-level cache.
        bool aliased = p.ColA == 1 && p.RowA * sizeof(T) % 1024 == 0 && p.M > 12 && p.N >= 64 && p.K > 64;
        return aliased || (packB && (long)p.M * p.K * sizeof(T) > InPlaceBytes && p.N >= 64);
    }

    private static void AddBias(in GemmProblem<T> p)
    {
        for (int i = 0; i < p.M; i++)
        {
            T* row = p.C + i * p.RowC;
            for (int j = 0; j < p.N; j++)
            {
                if (typeof(T) == typeof(float))
                {
                    ((float*)row)[j] += ((float*)p.Bias)[j];
                }
                else
                {
                    ((double*)row)[j] += ((double*)p.Bias)[j];
                }
            }
        }
    }

    private static void Block(in GemmProblem<T> p, in GemmWidth<T> width, bool packA, bool packB, bool freshB)
    {
        GemmTask<T> task = new(p, width, packA, packB);
        if (packA || packB)
        {
            nint sizeA = packA ? task.PanelsA * task.PanelStrideA : 0;
            nint sizeB = packB ? task.PanelsB * task.PanelStrideB : 0;
            T* buffer = Scratch.Get<T>(Scratch.Purpose.Packing, sizeA + sizeB);
            task.SetPacked(buffer + sizeB, buffer);
            PackTask<T> pack = new(p, task, packA, packB && freshB);
            if (pack.Elements >= PackTask<T>.WorthThreads)
            {
                WorkerPool.For(pack.Count, ref pack);
            }
            else
            {
                pack.All();
            }
        }

        if (task.Count > 1)
        {
            WorkerPool.For(task.Count, ref task);
        }
        else
        {
            task.Invoke(0);
        }
    }
}
