namespace AutoGrad.Kernels;

/// <summary>Matrix multiplications of one shape, a few per task. Where matrix t lies is told per operand by a stride or, if not null, by a table of offsets.</summary>
internal unsafe struct BatchTask<T> : IParallelBody
    where T : unmanaged
{
    // 40,000 multiply-adds take about 0.7 us, several times what claiming a task costs.
    private const long TaskWork = 40_000;

    // A matrix of this work keeps several threads busy by itself; fewer matrices than this would leave threads idle at the end of the batch.
    private const long LargeWork = 1_000_000;
    private const int ManyMatrices = 64;

    public GemmProblem<T> First;
    public nint StrideA;
    public nint StrideB;
    public nint StrideC;
    public nint* OffsetsA;
    public nint* OffsetsB;
    public nint* OffsetsC;
    public int Batch;
    public int Bits;

    private int _group;

    /// <summary>Runs all products, in an order that depends on sizes alone. If all results share one C, they are summed into it.</summary>
    public void Run()
    {
        long work = Math.Max((long)First.M * First.N * First.K, 1);
        bool shared = StrideC == 0 && OffsetsC == null;
        if (shared || (work >= LargeWork && Batch < ManyMatrices))
        {
            for (int t = 0; t < Batch; t++)
            {
                Product(t, First.Accumulate || (shared && t > 0));
            }

            return;
        }

        _group = (int)Math.Clamp(TaskWork / work, 1, Math.Max(Batch, 1));
        WorkerPool.For((Batch + _group - 1) / _group, ref this);
    }

    /// <summary>Runs the products of one task.</summary>
    public readonly void Invoke(int index)
    {
        int end = Math.Min((index + 1) * _group, Batch);
        for (int t = index * _group; t < end; t++)
        {
            Product(t, First.Accumulate);
        }
    }

    private readonly void Product(int t, bool accumulate)
    {
        GemmProblem<T> p = First;
        p.A += OffsetsA == null ? t * StrideA : OffsetsA[t];
        p.B += OffsetsB == null ? t * StrideB : OffsetsB[t];
        p.C += OffsetsC == null ? t * StrideC : OffsetsC[t];
        p.Accumulate = accumulate;
        GemmDriver<T>.Run(p, Bits);
    }
}
