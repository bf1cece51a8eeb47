using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <content>The moves: rows of the index against lanes that lie along them, across them, or anyhow.</content>
internal unsafe partial struct IndexLanes
{
    /// <summary>How far ahead memory is asked for, in bytes: lanes, rows and indices are visited in the order they lie in.</summary>
    private const int Ahead = 1 << 12;

    /// <summary>dense = the chosen elements of indexed.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Gather<T>(in IndexLanes lanes, int row0, int row1, int column0, int column1) where T : unmanaged
    {
        if (lanes._blockWidth > 0)
        {
            GatherBlock<T>(lanes, row0, row1, column0, column1);
            return;
        }

        T* x = (T*)lanes.Indexed, y = (T*)lanes.Dense;
        int* place = stackalloc int[MaxRank];
        lanes.At(row0, place, out long xAt, out long yAt);
        int last = lanes.Rank - 1, size = lanes.Sizes[last], xStep = lanes.Dim == last ? 0 : lanes.IndexedStrides[last], yStep = lanes.DenseStrides[last];
        long along = lanes.IndexedStrides[lanes.Dim], seen = 0;
        if (lanes.PicksOnePerRow)
        {
            T* from = x + ((long)row0 * lanes.IndexedStrides[0]), to = y + ((long)row0 * lanes.DenseStrides[0]);
            for (int row = row0; row < row1 && lanes.AreInside(ref seen, row, row + 1, row1); row++, from += lanes.IndexedStrides[0], to += lanes.DenseStrides[0])
            {
                *to = from[lanes.Index[row] * along];
            }

            return;
        }

        for (int row = row0; row < row1; row++)
        {
            long first = (long)row * size, end = lanes._columnParts == 1 ? (long)row1 * size : first + column1;
            for (int column = column0; column < column1; column += Look)
            {
                int n = Math.Min(Look, column1 - column);
                long* index = lanes.Index + first + column;
                T* chosen = y + yAt + ((long)column * yStep), lane = x + xAt + ((long)column * xStep);
                if (!lanes.AreInside(ref seen, first + column, first + column + n, end))
                {
                    return;
                }

                if (yStep == 1 && along == 1 && xStep == 0)
                {
                    Choose(chosen, lane, index, n);
                }
                else
                {
                    for (int j = 0; j < n; j++)
                    {
                        chosen[(long)j * yStep] = lane[(index[j] * along) + ((long)j * xStep)];
                    }
                }
            }

            lanes.Next(place, ref xAt, ref yAt);
        }
    }

    /// <summary>The chosen elements of indexed take what dense has.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Scatter<T, TPut>(in IndexLanes lanes, int row0, int row1, int column0, int column1) where T : unmanaged, INumber<T> where TPut : IPut
    {
        if (lanes._blockWidth > 0)
        {
            ScatterBlock<T, TPut>(lanes, row0, row1, column0, column1);
            return;
        }

        T* x = (T*)lanes.Indexed, y = (T*)lanes.Dense;
        int* place = stackalloc int[MaxRank];
        lanes.At(row0, place, out long xAt, out long yAt);
        int last = lanes.Rank - 1, size = lanes.Sizes[last], xStep = lanes.Dim == last ? 0 : lanes.IndexedStrides[last], yStep = lanes.DenseStrides[last];
        long along = lanes.IndexedStrides[lanes.Dim], seen = 0;
        if (lanes.PicksOnePerRow)
        {
            T* to = x + ((long)row0 * lanes.IndexedStrides[0]), from = y + ((long)row0 * lanes.DenseStrides[0]);
            for (int row = row0; row < row1 && lanes.AreInside(ref seen, row, row + 1, row1); row++, to += lanes.IndexedStrides[0], from += lanes.DenseStrides[0])
            {
                to[lanes.Index[row] * along] = TPut.Apply(to[lanes.Index[row] * along], *from);
            }

            return;
        }

        int started = row0;
        for (int row = row0; row < row1; row++)
        {
            if (lanes.Start != null && row == started)
            {
                // A few lanes at a time, so that they are still near when they are put to.
                started = Math.Min(row1, row + Math.Max(1, Look / Math.Max(1, lanes.Limit)));
                long from = (long)row * lanes.Limit * sizeof(T), bytes = (long)(started - row) * lanes.Limit * sizeof(T);
                RowCopy.Run(lanes.Indexed + from, bytes, lanes.Start + from, bytes, bytes, 1);
            }

            long first = (long)row * size, end = lanes._columnParts == 1 ? (long)row1 * size : first + column1;
            for (int column = column0; column < column1; column += Look)
            {
                int n = Math.Min(Look, column1 - column);
                long* index = lanes.Index + first + column;
                T* given = y + yAt + ((long)column * yStep), lane = x + xAt + ((long)column * xStep);
                if (!lanes.AreInside(ref seen, first + column, first + column + n, end))
                {
                    return;
                }

                if (yStep == 1 && along == 1 && xStep == 0)
                {
                    Put<T, TPut>(lane, given, index, n, lanes.Start == null ? lane : (T*)lanes.Start + (lane - x));
                }
                else
                {
                    for (int j = 0; j < n; j++)
                    {
                        ref T to = ref lane[(index[j] * along) + ((long)j * xStep)];
                        to = TPut.Apply(to, given[(long)j * yStep]);
                    }
                }
            }

            lanes.Next(place, ref xAt, ref yAt);
        }
    }

    /// <summary>y[j] = lane[index[j]].</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Choose<T>(T* y, T* lane, long* index, nint n) where T : unmanaged
    {
        nint j = 0;
        if (sizeof(T) == 4)
        {
            int* x = (int*)lane;
            for (; j <= n - 16; j += 16)
            {
                Ask(y + j, lane + j, index + j);
                long* i = index + j, k = i + 8;

                // Elements are put together in a register: as many stores would take as long as the loads.
                Vector256.Create(x[i[0]], x[i[1]], x[i[2]], x[i[3]], x[i[4]], x[i[5]], x[i[6]], x[i[7]]).Store((int*)(y + j));
                Vector256.Create(x[k[0]], x[k[1]], x[k[2]], x[k[3]], x[k[4]], x[k[5]], x[k[6]], x[k[7]]).Store((int*)(y + j + 8));
            }
        }
        else if (sizeof(T) == 8)
        {
            long* x = (long*)lane;
            for (; j <= n - 16; j += 16)
            {
                Ask(y + j, lane + j, index + j);
                for (long* i = index + j, to = (long*)(y + j), end = i + 16; i != end; i += 4, to += 4)
                {
                    Vector256.Create(x[i[0]], x[i[1]], x[i[2]], x[i[3]]).Store(to);
                }
            }
        }

        for (; j < n; j++)
        {
            y[j] = lane[index[j]];
        }
    }

    /// <summary>lane[index[j]] takes given[j], in order; start is what later lanes will be copied from.</summary>
    [MethodImpl(Loops.Hot)]
    private static void Put<T, TPut>(T* lane, T* given, long* index, nint n, T* start) where T : unmanaged, INumber<T> where TPut : IPut
    {
        nint j = 0;
        while (j <= n - 16)
        {
            Ask(lane + j, given + j, index + j);
            Caches.Touch((byte*)(start + j) + Ahead);
            for (nint end = j + 16; j != end; j += 4)
            {
                nint a = (nint)index[j], b = (nint)index[j + 1], c = (nint)index[j + 2], d = (nint)index[j + 3];
                lane[a] = TPut.Apply(lane[a], given[j]);
                lane[b] = TPut.Apply(lane[b], given[j + 1]);
                lane[c] = TPut.Apply(lane[c], given[j + 2]);
                lane[d] = TPut.Apply(lane[d], given[j + 3]);
            }
        }

        for (; j < n; j++)
        {
            lane[index[j]] = TPut.Apply(lane[index[j]], given[j]);
        }
    }

    /// <summary>Asks for what 16 elements a page further on need, and for indices that are looked at next: the processor looks ahead by itself only within a page.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ask<T>(T* a, T* b, long* index) where T : unmanaged
    {
        Caches.Touch((byte*)a + Ahead);
        Caches.Touch((byte*)b + Ahead);
        if (sizeof(T) == 8)
        {
            Caches.Touch((byte*)(a + 8) + Ahead);
            Caches.Touch((byte*)(b + 8) + Ahead);
        }

        Caches.Touch((byte*)(index + Look));
        Caches.Touch((byte*)(index + Look + 8));
    }
}
