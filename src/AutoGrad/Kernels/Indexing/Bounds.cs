using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Looks for an index outside its range, before anything is read or written with it.</summary>
internal static unsafe class Bounds
{
    /// <summary>Position of the first index that is not in [0, size), or -1.</summary>
    [MethodImpl(Loops.Hot)]
    internal static long FirstOutside(long* index, long count, long size)
    {
        long i = 0;
        var limit = new Vector<ulong>((ulong)size);
        for (; i <= count - Vector<ulong>.Count; i += Vector<ulong>.Count)
        {
            // A negative index is a huge unsigned one, so one comparison serves both ends.
            if (Vector.GreaterThanOrEqualAny(Vector.Load((ulong*)index + i), limit))
            {
                break;
            }
        }

        for (; i < count; i++)
        {
            if ((ulong)index[i] >= (ulong)size)
            {
                return i;
            }
        }

        return -1;
    }
}
