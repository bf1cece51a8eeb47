using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Hints to the caches.</summary>
internal static unsafe class Caches
{
    /// <summary>Bytes of a line.</summary>
    public const int Line = 64;

    /// <summary>Results of more bytes are gone from half of a usual last-level cache before anyone reads them: kernels whose traffic is memory's write past it.</summary>
    public const long StreamBytes = 16L << 20;

    // In a longer run the processor looks ahead by itself, and less is pushed out of the cache.
    private const nint Most = 16 * 1024;

    /// <summary>Asks for n elements in the second-level cache, or the first of them, for loops that jump where the processor does not look by itself. Nothing happens where it cannot be asked.</summary>
    [MethodImpl(Loops.Hot)]
    public static void Prefetch<T>(T* from, nint n) where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            for (nint at = 0; at < Math.Min(n * sizeof(T), Most); at += Line)
            {
                Ask((byte*)from + at);
            }
        }
    }

    /// <summary>Asks for one line in the second-level cache, for what is needed only after some KB. The address need not be anybody's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ask(byte* at)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(at);
        }
    }

    /// <summary>Asks for one line in the first-level cache. The address need not be anybody's: beyond the end of an array nothing happens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Touch(byte* at)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(at);
        }
    }

    /// <summary>Ends stores past the caches: without it a later store, which tells another thread that the results are there, could be seen before them.</summary>
    public static void Fence()
    {
        if (Sse.IsSupported)
        {
            Sse.StoreFence();
        }
        else
        {
            Interlocked.MemoryBarrier();
        }
    }
}
