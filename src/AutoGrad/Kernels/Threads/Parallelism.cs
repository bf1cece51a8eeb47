using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>How many threads the CPU kernels may use. PyTorch: torch.set_num_threads and torch.get_num_threads.</summary>
/// <remarks>
/// Results do not depend on the setting: sums are cut by the sizes of the operands alone, and an element's value does not depend on which task computes it, so every thread count gives the same bits.
/// When two threads run kernels at once, the second runs its own alone instead of waiting for the first.
/// </remarks>
/// <threadsafety>May be read and set from any thread; kernels that are already running keep the threads they have.</threadsafety>
public static class Parallelism
{
    private static volatile int _maxThreads = Environment.ProcessorCount;

    /// <summary>The largest number of threads, the calling one included, that one kernel uses. Process-wide.</summary>
    /// <value>The number of logical processors by default; 1 keeps all work on the calling thread.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public static int MaxThreads
    {
        get => _maxThreads;
        set
        {
            if (value < 1)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), value, $"Parallelism.MaxThreads: {value} is below 1. Set 1 to run on the calling thread alone.");
            }

            _maxThreads = value;
            WorkerPool.Wake(); // those that were too many sleep until now
        }
    }
}
