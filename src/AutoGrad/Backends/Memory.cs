namespace AutoGrad;

/// <summary>The knobs of the buffer pool. No program needs them for correctness: the garbage collector decides when memory is free.</summary>
public static class Memory
{
    /// <summary>Bytes lent before the pool asks the garbage collector which tensors died. Default 11 MB; grows by itself to 256 MB while asking costs more than writing to memory that has left the caches, and shrinks again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 MB.</exception>
    public static long SweepBudget
    {
        get => BufferPool.Budget;
        set
        {
            Errors.Require(value >= 1L << 20, "Memory.SweepBudget", nameof(value), value, "1048576 bytes or more");
            BufferPool.Budget = value;
        }
    }

    /// <summary>The time that asking took since the process began.</summary>
    public static TimeSpan SweepTime => BufferPool.SweepTime;

    /// <summary>Bytes the pool holds now, lent and free.</summary>
    public static long PooledBytes => BufferPool.TotalBytes;

    /// <summary>Returns all unused memory to the runtime: a full collection, then every free buffer is dropped. Call it after a peak, never in a loop.</summary>
    public static void Trim() => BufferPool.Trim();
}
