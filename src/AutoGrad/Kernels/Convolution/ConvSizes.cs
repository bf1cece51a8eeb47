namespace AutoGrad.Kernels;

/// <summary>All the numbers of one two-dimensional convolution, y [N, O, OutH, OutW] of x [N, C, H, W] with w [O, C / Groups, KernelH, KernelW].</summary>
/// <remarks>Row y of the kernel at output row i reads input row i * StrideH - PadTop + y * DilationH; columns likewise.</remarks>
internal struct ConvSizes
{
    public int N, C, H, W, O, KernelH, KernelW, OutH, OutW;
    public int StrideH, StrideW, PadTop, PadLeft, DilationH, DilationW, Groups;

    /// <summary>Input channels of one group.</summary>
    public readonly int GroupC => C / Groups;

    /// <summary>Output channels of one group.</summary>
    public readonly int GroupO => O / Groups;

    /// <summary>Elements of one filter: the inner size of the matrix product.</summary>
    public readonly int K => GroupC * KernelH * KernelW;

    /// <summary>Positions of one output plane.</summary>
    public readonly int P => OutH * OutW;

    /// <summary>Whether the columns are the image itself.</summary>
    public readonly bool IsPointwise => KernelH == 1 && KernelW == 1 && StrideH == 1 && StrideW == 1 && PadTop == 0 && PadLeft == 0 && OutH == H && OutW == W;

    /// <summary>Multiplications and additions of one pass.</summary>
    public readonly long Flops => 2L * N * O * P * K;

    /// <summary>Runs the tasks of one pass, on all threads where there is work enough.</summary>
    public readonly void Run<TBody>(int tasks, TBody body) where TBody : struct, IParallelBody
    {
        const long parallelFlops = 200_000; // with less, one thread is done before another has woken
        if (Flops >= parallelFlops)
        {
            WorkerPool.For(tasks, ref body);
            return;
        }

        for (int i = 0; i < tasks; i++)
        {
            body.Invoke(i);
        }
    }
}
