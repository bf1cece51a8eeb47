using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <content>Lanes that lie across dense rows, some columns of which are brought together before their elements are chosen.</content>
internal unsafe partial struct IndexLanes
{
    /// <summary>Rows of the index whose memory is asked for ahead: their distance is beyond what the processor follows by itself.</summary>
    private const int RowsAhead = 4;

    private static void GatherBlock<T>(in IndexLanes lanes, int row0, int row1, int column0, int column1) where T : unmanaged
    {
        int* place = stackalloc int[MaxRank];
        int count = lanes.Sizes[lanes.Dim], columns = lanes.Sizes[lanes.Dim + 1], width = lanes._blockWidth, n = column1 - column0;
        long along = lanes.IndexedStrides[lanes.Dim], next = lanes.DenseStrides[lanes.Dim];
        T* block = Scratch.Get<T>(Scratch.Purpose.Operand, (nint)lanes.Limit * width);
        for (int unit = row0; unit < row1; unit += count)
        {
            lanes.At(unit, place, out long xAt, out long yAt);
            T* y = (T*)lanes.Dense + yAt + column0;
            RowCopy.Run((byte*)block, (long)width * sizeof(T), (byte*)((T*)lanes.Indexed + xAt + column0), along * sizeof(T), (long)n * sizeof(T), lanes.Limit);
            for (int row = unit; row < unit + count; row++, y += next)
            {
                long first = ((long)row * columns) + column0, seen = 0;
                AskRow(lanes.Index + first + ((long)RowsAhead * columns), y + (RowsAhead * next), n);
                if (!lanes.AreInside(ref seen, first, first + n, first + n))
                {
                    return;
                }

                ChooseAcross(y, block, lanes.Index + first, n, width);
            }
        }
    }

    private static void ScatterBlock<T, TPut>(in IndexLanes lanes, int row0, int row1, int column0, int column1) where T : unmanaged, INumber<T> where TPut : IPut
    {
        int* place = stackalloc int[MaxRank];
        int count = lanes.Sizes[lanes.Dim], columns = lanes.Sizes[lanes.Dim + 1], width = lanes._blockWidth, n = column1 - column0;
        long along = lanes.IndexedStrides[lanes.Dim], next = lanes.DenseStrides[lanes.Dim], pitch = (long)width * sizeof(T), bytes = (long)n * sizeof(T);
        T* block = Scratch.Get<T>(Scratch.Purpose.Operand, (nint)lanes.Limit * width);
        for (int unit = row0; unit < row1; unit += count)
        {
            lanes.At(unit, place, out long xAt, out long yAt);
            long at = (xAt + column0) * sizeof(T);
            T* given = (T*)lanes.Dense + yAt + column0;
            RowCopy.Run((byte*)block, pitch, (lanes.Start != null ? lanes.Start : lanes.Indexed) + at, along * sizeof(T), bytes, lanes.Limit);
            for (int row = unit; row < unit + count; row++, given += next)
            {
                long first = ((long)row * columns) + column0, seen = 0;
                AskRow(lanes.Index + first + ((long)RowsAhead * columns), given + (RowsAhead * next), n);
                if (!lanes.AreInside(ref seen, first, first + n, first + n))
                {
                    return;
                }

                PutAcross<T, TPut>(block, given, lanes.Index + first, n, width);
            }

            RowCopy.Run(lanes.Indexed + at, along * sizeof(T), (byte*)block, pitch, bytes, lanes.Limit);
        }
    }

    private static void AskRow<T>(long* index, T* row, int n) where T : unmanaged
    {
        Caches.Prefetch(index, n);
        Caches.Prefetch(row, n);
    }

    /// <summary>y[j] = block[index[j], j].</summary>
    [MethodImpl(Loops.Hot)]
    private static void ChooseAcross<T>(T* y, T* block, long* index, nint n, nint width) where T : unmanaged
    {
        nint j = 0;
        if (sizeof(T) == 4)
        {
            for (; j <= n - 8; j += 8)
            {
                int* x = (int*)(block + j);
                nint* i = (nint*)(index + j);
                Vector256.Create(x[i[0] * width], x[(i[1] * width) + 1], x[(i[2] * width) + 2], x[(i[3] * width) + 3], x[(i[4] * width) + 4], x[(i[5] * width) + 5], x[(i[6] * width) + 6], x[(i[7] * width) + 7])
                    .Store((int*)(y + j));
            }
        }

        for (; j < n; j++)
        {
            y[j] = block[((nint)index[j] * width) + j];
        }
    }

    /// <summary>block[index[j], j] takes given[j]; each j is on a lane of its own.</summary>
    [MethodImpl(Loops.Hot)]
    private static void PutAcross<T, TPut>(T* block, T* given, long* index, nint n, nint width) where T : unmanaged, INumber<T> where TPut : IPut
    {
        nint j = 0;
        for (; j <= n - 4; j += 4)
        {
            T* x = block + j;
            nint a = (nint)index[j] * width, b = ((nint)index[j + 1] * width) + 1, c = ((nint)index[j + 2] * width) + 2, d = ((nint)index[j + 3] * width) + 3;

            // Different lanes never meet, so all four are read before one is written.
            T p = TPut.Apply(x[a], given[j]), q = TPut.Apply(x[b], given[j + 1]), r = TPut.Apply(x[c], given[j + 2]), s = TPut.Apply(x[d], given[j + 3]);
            x[a] = p;
            x[b] = q;
            x[c] = r;
            x[d] = s;
        }

        for (; j < n; j++)
        {
            T* to = block + ((nint)index[j] * width) + j;
            *to = TPut.Apply(*to, given[j]);
        }
    }
}
