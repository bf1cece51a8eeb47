using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Looks for an index outside its range, before anything is read or written with it.</summary>
internal unsafe struct Bounds : IParallelBody
{
    /// <summary>Indices per task, 128 KB; twice as many are left on one thread.</summary>
    private const int Grain = 1 << 14;

    private long* _index;
    private long _count;
    private long _size;

    /// <summary>The least position found so far, <see cref="long.MaxValue"/> if none; lies with the caller, where every task sees it.</summary>
    private long* _first;

    /// <summary>Position of the first index that is not in [0, size), or -1.</summary>
    internal static long FirstOutside(long* index, long count, long size)
    {
        long first = long.MaxValue;
        var bounds = new Bounds { _index = index, _count = count, _size = size, _first = &first };
        if (count <= 2 * Grain)
        {
            AreInside(index, 0, count, size, &first);
        }
        else
        {
            WorkerPool.For((int)((count + Grain - 1) / Grain), ref bounds);
        }

        return first == long.MaxValue ? -1 : first;
    }

    public readonly void Invoke(int index) => AreInside(_index, (long)index * Grain, Math.Min(_count, ((long)index + 1) * Grain), _size, _first);

    /// <summary>Whether all indices at [i, end) are in [0, size); if not, lowers what <paramref name="first"/> points at to the first place whose index is outside.</summary>
    [MethodImpl(Loops.Hot)]
    internal static bool AreInside(long* index, long i, long end, long size, long* first)
    {
        // An index has its sign bit set if it is negative, and size - 1 less it if it is too large (both if it wraps around): the bits are gathered and looked at once.
        long start = i;
        Vector512<long> last = Vector512.Create(size - 1), outside = Vector512<long>.Zero, more = outside;
        for (; i <= end - (2 * Vector512<long>.Count); i += 2 * Vector512<long>.Count)
        {
            Vector512<long> a = Vector512.Load(index + i), b = Vector512.Load(index + i + Vector512<long>.Count);
            outside |= a | (last - a);
            more |= b | (last - b);
        }

        long rest = 0;
        for (; i < end; i++)
        {
            rest |= index[i] | (size - 1 - index[i]);
        }

        if (rest >= 0 && !Vector512.LessThanAny(outside | more, Vector512<long>.Zero))
        {
            return true;
        }

        for (i = start; (ulong)index[i] < (ulong)size; i++)
        {
        }

        Lower(first, i);
        return false;
    }

    private static void Lower(long* first, long found)
    {
        long seen = Volatile.Read(ref *first);
        while (found < seen)
        {
            long before = Interlocked.CompareExchange(ref *first, found, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
