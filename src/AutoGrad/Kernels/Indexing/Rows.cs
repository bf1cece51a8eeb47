using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Whole rows chosen by a list of indices: x is [outer, size, inner], the chosen rows are [outer, count, inner]. Indices were checked.</summary>
internal static unsafe class Rows
{
    /// <summary>Bytes moved per task.</summary>
    private const long Grain = 1 << 17;

    /// <summary>Elements added per task.</summary>
    private const long AddGrain = 1 << 15;

    /// <summary>At most so many tasks share an addition whose rows may meet: each of them reads all indices.</summary>
    private const int MostParts = 8;

    /// <summary>Rows that are asked for ahead, since the processor cannot know which comes next, if they have no more bytes than <see cref="ShortRow"/>.</summary>
    private const int RowsAhead = 8;
    private const long ShortRow = 1 << 10;
    private const long Line = 64;

    /// <summary>rows[o, j] = x[o, index[j]].</summary>
    internal static void Gather(byte* x, byte* rows, long* index, int outer, int size, int count, long rowBytes) =>
        Move(x, rows, index, outer, size, count, rowBytes, writes: false);

    /// <summary>x[o, index[j]] = rows[o, j]; the last of several equal indices wins.</summary>
    internal static void Scatter(byte* x, byte* rows, long* index, int outer, int size, int count, long rowBytes) =>
        Move(x, rows, index, outer, size, count, rowBytes, writes: true);

    /// <summary>x[o, index[j]] += rows[o, j], in the order of j for every element, so the sum does not depend on the number of threads. Rows of the index skipped are left out.</summary>
    internal static void ScatterAdd<T>(T* x, T* rows, long* index, int outer, int size, int count, int inner, long skipped) where T : unmanaged, INumberBase<T>
    {
        var body = new AddBody<T> { X = x, Rows = rows, Index = index, Outer = outer, Size = size, Count = count, Inner = inner, Skipped = skipped };
        long work = (long)outer * count * inner;
        int parts = (int)Math.Clamp(Math.Min(work / AddGrain, 2L * Parallelism.MaxThreads), 1, MostParts);

        // Different outer blocks, columns or destinations never meet: split by the first that gives enough parts.
        body.By = outer >= parts ? Split.Outer : inner >= 16 * parts ? Split.Columns : Split.Destinations;
        body.Parts = parts;
        WorkerPool.For(parts, ref body);
    }

    private static void Move(byte* x, byte* rows, long* index, int outer, int size, int count, long rowBytes, bool writes)
    {
        if (rowBytes == 0)
        {
            return;
        }

        var body = new MoveBody { X = x, Rows = rows, Index = index, Size = size, Count = count, RowBytes = rowBytes, Total = (long)outer * count, Writes = writes };

        // Equal indices must be written in order, so writes are shared by outer blocks only.
        body.PerTask = Math.Max(1, WorkerPool.Grain(body.Total * rowBytes, Grain) / rowBytes);
        body.PerTask = writes ? (body.PerTask + count - 1) / Math.Max(count, 1) * count : body.PerTask;
        WorkerPool.For(body.PerTask == 0 ? 0 : (int)((body.Total + body.PerTask - 1) / body.PerTask), ref body);
    }

    /// <summary>Asks for a row in the first cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ask(byte* row, long bytes)
    {
        for (long i = 0; i < bytes; i += Line)
        {
            Caches.Touch(row + i);
        }
    }

    private enum Split : byte
    {
        Outer,
        Columns,
        Destinations,
    }

    private struct MoveBody : IParallelBody
    {
        internal byte* X;
        internal byte* Rows;
        internal long* Index;
        internal int Size;
        internal int Count;
        internal long RowBytes;
        internal long Total;
        internal long PerTask;
        internal bool Writes;

        public readonly void Invoke(int index)
        {
            long start = index * PerTask, end = Math.Min(Total, start + PerTask);
            switch (RowBytes)
            {
                case 4:
                    Elements<int>(start, end);
                    break;
                case 8:
                    Elements<long>(start, end);
                    break;
                default:
                    Whole(start, end);
                    break;
            }
        }

        [MethodImpl(Loops.Hot)]
        private readonly void Whole(long start, long end)
        {
            bool asks = !Writes && RowBytes <= ShortRow, vectors = RowBytes >= Vector512<byte>.Count && RowBytes < RowCopy.Long;
            (long o, long j) = Math.DivRem(start, Count);
            for (long r = start; r < end; r++)
            {
                byte* at = X + (((o * Size) + Index[j]) * RowBytes), row = Rows + (r * RowBytes);
                if (asks && j + RowsAhead < Count)
                {
                    Ask(X + (((o * Size) + Index[j + RowsAhead]) * RowBytes), RowBytes);
                }

                byte* target = Writes ? at : row, source = Writes ? row : at;
                if (vectors)
                {
                    RowCopy.Vectors(target, source, RowBytes);
                }
                else
                {
                    RowCopy.Run(target, RowBytes, source, RowBytes, RowBytes, 1);
                }

                if (++j == Count)
                {
                    j = 0;
                    o++;
                }
            }
        }

        [MethodImpl(Loops.Hot)]
        private readonly void Elements<T>(long start, long end) where T : unmanaged
        {
            T* x = (T*)X, rows = (T*)Rows;
            (long o, long j) = Math.DivRem(start, Count);
            while (start < end)
            {
                long run = Math.Min(Count - j, end - start);
                T* block = x + (o * Size), part = rows + start;
                long* chosen = Index + j;
                if (Writes)
                {
                    for (long i = 0; i < run; i++)
                    {
                        block[chosen[i]] = part[i];
                    }
                }
                else
                {
                    IndexLanes.Choose(part, block, chosen, (nint)run);
                }

                start += run;
                j = 0;
                o++;
            }
        }
    }

    private struct AddBody<T> : IParallelBody where T : unmanaged, INumberBase<T>
    {
        internal T* X;
        internal T* Rows;
        internal long* Index;
        internal long Skipped;
        internal int Outer;
        internal int Size;
        internal int Count;
        internal int Inner;
        internal int Parts;
        internal Split By;

        public readonly void Invoke(int index)
        {
            int o0 = By == Split.Outer ? Part(Outer, index) : 0, o1 = By == Split.Outer ? Part(Outer, index + 1) : Outer;
            int c0 = By == Split.Columns ? Part(Inner, index) : 0, c1 = By == Split.Columns ? Part(Inner, index + 1) : Inner;
            int d0 = By == Split.Destinations ? Part(Size, index) : 0, d1 = By == Split.Destinations ? Part(Size, index + 1) : Size;
            for (int o = o0; o < o1; o++)
            {
                T* x = X + ((long)o * Size * Inner), rows = Rows + ((long)o * Count * Inner);
                if (Inner == 1)
                {
                    AddElements(x, rows, d0, d1);
                    continue;
                }

                bool asks = (c1 - c0) * sizeof(T) <= ShortRow;
                for (int j = 0; j < Count; j++)
                {
                    if (asks && j + RowsAhead < Count)
                    {
                        Ask((byte*)(x + (Index[j + RowsAhead] * Inner) + c0), (c1 - c0) * sizeof(T));
                    }

                    long to = Index[j];
                    if (to >= d0 && to < d1 && to != Skipped)
                    {
                        Loops.AddTo(x + (to * Inner) + c0, rows + ((long)j * Inner) + c0, c1 - c0);
                    }
                }
            }
        }

        [MethodImpl(Loops.Hot)]
        private readonly void AddElements(T* x, T* rows, int d0, int d1)
        {
            for (int j = 0; j < Count; j++)
            {
                long to = Index[j];
                if (to >= d0 && to < d1 && to != Skipped)
                {
                    x[to] += rows[j];
                }
            }
        }

        private readonly int Part(int whole, int part) => (int)((long)whole * part / Parts);
    }
}
