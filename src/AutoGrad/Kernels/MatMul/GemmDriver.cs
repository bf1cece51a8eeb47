namespace AutoGrad.Kernels;

/// <summary>Cuts a matrix multiplication into blocks, packs what does not lie well, and runs the register tiles over it in parallel.</summary>
/// <remarks>
/// A is cut into panels of balanced height (64 rows become 11, 11, 11, 11, 10, 10 with tiles of 12), B into panels of two vectors.
/// Operands that lie well are read in place. Panels of B are packed by the task that reads them, by blocks along k, so that they never leave the cache of its core, or, if many
/// tasks read them, before, as A is. All cuts follow from sizes and strides, never from the number of threads.
/// </remarks>
internal static unsafe class GemmDriver<T>
    where T : unmanaged
{
    // Blocks of A and B beyond this many rows or columns are worked off one after another, which bounds what is packed for all threads at once.
    private const int BlockRows = 4092;
    private const int BlockColumns = 4096;
    private const int PackedBytes = 16 * 1024 * 1024;

    // A smaller B is read in place: 128 x 512 x 784 takes 450 us so, 580 with a B that one core packs and the other reads.
    private const int InPlaceBytes = 3 * 1024 * 1024;

    // With more rows and a larger B every panel of it is packed once, for all threads; else by the task that reads it: 128 x 784 x 512 with a transposed B takes 480 us so, not 535.
    private const int SharedRows = 512;
    private const int SharedBytes = 2 * 1024 * 1024;

    // Along a long k, as much of B as stays in a second-level cache while panel after panel of A meets it, and at least so much of each column.
    private const int LongBytes = 1024 * 1024;
    private const int LeastLongBytes = 4096;

    // In a transposed A beyond this size one panel's elements lie on too many pages.
    private const int InPlaceBytesA = 1024 * 1024;

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
        bool shared = packB && SharesB(p);
        int stepM = packA ? BlockRows : p.M;
        int stepN = shared ? BlockColumns : p.N;
        int stepK = Math.Clamp(StepK(p, packA, packB, shared), 1, Math.Max(p.K, 1));
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
                    Block(block, width, packA, packB, shared, m == 0);
                }
            }
        }
    }

    private static int StepK(in GemmProblem<T> p, bool packA, bool packB, bool shared)
    {
        if (shared)
        {
            return GemmTask<T>.PackedBlock(p.K);
        }

        int fitsA = packA ? PackedBytes / sizeof(T) / Math.Min(p.M, BlockRows) : p.K;
        int fitsB = packB ? p.K : Math.Max(LongBytes / p.N, LeastLongBytes) / sizeof(T);
        return Math.Min(fitsA, fitsB);
    }

    private static bool SharesB(in GemmProblem<T> p) =>
        p.M > SharedRows && ((long)p.K * p.N * sizeof(T) > SharedBytes || (long)p.K * p.N < PackTask<T>.WorthThreads);

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

        // Rows a multiple of 4 KiB apart fall into the same set of the first-level cache: 12 lines in 8 ways.
        bool aliased = p.ColA == 1 && p.RowA * sizeof(T) % 4096 == 0 && p.M > 8 && p.N >= 64 && p.K > 64;
        return aliased || ((packB || p.RowA == 1) && (long)p.M * p.K * sizeof(T) > InPlaceBytesA && p.N >= (p.RowA == 1 ? 32 : 256));
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

    private static void Block(in GemmProblem<T> p, in GemmWidth<T> width, bool packA, bool packB, bool shared, bool freshB)
    {
        GemmTask<T> task = new(p, width, packA, packB);
        if (packA || shared)
        {
            nint sizeA = packA ? task.PanelsA * task.PanelStrideA : 0;
            nint sizeB = shared ? task.PanelsB * task.PanelStrideB : 0;
            T* buffer = Scratch.Get<T>(Scratch.Purpose.Packing, sizeA + sizeB);
            task.SetPacked(buffer + sizeB, shared ? buffer : null);
            PackTask<T> pack = new(p, task, packA, shared && freshB);
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
