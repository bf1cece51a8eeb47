using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Looks for an index outside its range, before anything is read or written with it.</summary>
internal unsafe struct Bounds : IParallelBody
{
    /// <summary>Indices per task, 128 KB; twice as many are left on one thread.</summary>
    private const int Grain = 1 << 14;

    private long* _index;
    private long _count;
    private ulong _size;

    /// <summary>The least position found so far, <see cref="long.MaxValue"/> if none; lies with the caller, where every task sees it.</summary>
    private long* _first;

    /// <summary>Position of the first index that is not in [0, size), or -1.</summary>
    internal static long FirstOutside(long* index, long count, long size)
    {
        long first = long.MaxValue;
        var bounds = new Bounds { _index = index, _count = count, _size = (ulong)size, _first = &first };
        if (count <= 2 * Grain)
        {
            Look(index, 0, count, bounds._size, &first);
        }
        else
        {
            WorkerPool.For((int)((count + Grain - 1) / Grain), ref bounds);
        }

        return first == long.MaxValue ? -1 : first;
    }

    public readonly void Invoke(int index) => Look(_index, (long)index * Grain, Math.Min(_count, ((long)index + 1) * Grain), _size, _first);

    /// <summary>Lowers what <paramref name="first"/> points at to the first place in [i, end) whose index is outside, if there is one.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Look(long* index, long i, long end, ulong size, long* first)
    {
        var limit = new Vector<ulong>(size);
        for (; i <= end - Vector<ulong>.Count; i += Vector<ulong>.Count)
        {
            // A negative index is a huge unsigned one, so one comparison serves both ends.
            if (Vector.GreaterThanOrEqualAny(Vector.Load((ulong*)index + i), limit))
            {
                break;
            }
        }

        for (; i < end; i++)
        {
            if ((ulong)index[i] >= size)
            {
                Lower(first, i);
                return;
            }
        }
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
