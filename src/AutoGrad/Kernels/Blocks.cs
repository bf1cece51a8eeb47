namespace AutoGrad.Kernels;

/// <summary>Copies rows of bytes between memories of different pitch: joining, splitting and rolling tensors comes down to this.</summary>
internal static unsafe class Blocks
{
    /// <summary>Bytes per task; a copy of twice as much is left on one thread.</summary>
    private const long Grain = 1 << 17;

    /// <summary>Bytes of a line of the caches, which no two tasks should share.</summary>
    private const long Line = 64;

    /// <summary>Memories that are joined at once.</summary>
    internal const int MaxJoined = 8;

    /// <summary>Copies <paramref name="rows"/> rows of <paramref name="rowBytes"/> bytes; source and target do not overlap.</summary>
    internal static void Copy(byte* source, long sourcePitch, byte* target, long targetPitch, int rows, long rowBytes)
    {
        long total = rows * rowBytes;
        if (total == 0)
        {
            return;
        }

        if (rowBytes == sourcePitch && rowBytes == targetPitch)
        {
            rowBytes = total;
            rows = 1;
        }

        var body = new Body { Source = source, SourcePitch = sourcePitch, Target = target, TargetPitch = targetPitch, RowBytes = rowBytes, Total = total, Grain = total };
        if (total <= 2 * Grain)
        {
            body.Invoke(0);
            return;
        }

        body.Grain = (WorkerPool.Grain(total, Grain) + Line - 1) & -Line;
        WorkerPool.For((int)((total + body.Grain - 1) / body.Grain), ref body);
    }

    /// <summary>Copies the rows of several dense memories side by side, each as long as its memory has bytes per row; at most <see cref="MaxJoined"/>.</summary>
    /// <param name="sources">The memories.</param>
    /// <param name="ends">Where in a row of the target the row of each memory ends, in bytes.</param>
    /// <param name="count">Number of memories.</param>
    /// <param name="target">Where the first row goes.</param>
    /// <param name="targetPitch">Bytes from one row of the target to the next.</param>
    /// <param name="rows">Number of rows.</param>
    internal static void Join(byte** sources, long* ends, int count, byte* target, long targetPitch, int rows)
    {
        if (count == 0)
        {
            return;
        }

        // A task has some whole rows, which it writes in order, or a part of a long one.
        long rowBytes = ends[count - 1], grain = WorkerPool.Grain(rows * rowBytes, Grain);
        var body = new JoinBody { Sources = sources, Ends = ends, Count = count, Target = target, TargetPitch = targetPitch, Rows = rows };
        body.Pieces = (int)Math.Max(1, rowBytes / grain);
        body.RowsPerTask = rows * rowBytes <= 2 * Grain ? rows : (int)Math.Max(1, grain / rowBytes);
        WorkerPool.For((rows + body.RowsPerTask - 1) / body.RowsPerTask * body.Pieces, ref body);
    }

    private struct JoinBody : IParallelBody
    {
        /// <summary>Rows of a memory that are copied together if they are shorter than this.</summary>
        private const long ShortRow = 512;

        internal byte** Sources;
        internal long* Ends;
        internal int Count;
        internal byte* Target;
        internal long TargetPitch;
        internal int Rows;
        internal int RowsPerTask;
        internal int Pieces;

        public readonly void Invoke(int index)
        {
            (int task, int piece) = Math.DivRem(index, Pieces);
            long rowBytes = Ends[Count - 1], part = rowBytes / Pieces / Line * Line, from = piece * part, to = piece == Pieces - 1 ? rowBytes : from + part;
            int row = task * RowsPerTask, end = Math.Min(Rows, row + RowsPerTask), run = rowBytes < Count * ShortRow ? end - row : 1;
            for (; row < end; row += run)
            {
                long start = 0;
                for (int i = 0; i < Count; i++)
                {
                    long bytes = Ends[i] - start, first = Math.Max(from, start), last = Math.Min(to, Ends[i]);
                    if (first < last)
                    {
                        RowCopy.Run(Target + (row * TargetPitch) + first, TargetPitch, Sources[i] + (row * bytes) + first - start, bytes, last - first, run);
                    }

                    start = Ends[i];
                }
            }
        }
    }

    private struct Body : IParallelBody
    {
        internal byte* Source;
        internal byte* Target;
        internal long SourcePitch;
        internal long TargetPitch;
        internal long RowBytes;
        internal long Total;
        internal long Grain;

        public readonly void Invoke(int index)
        {
            long start = index * Grain, end = Math.Min(Total, start + Grain);
            (long row, long within) = Math.DivRem(start, RowBytes);
            while (start < end)
            {
                if (within == 0 && end - start >= RowBytes)
                {
                    long rows = (end - start) / RowBytes;
                    RowCopy.Run(Target + (row * TargetPitch), TargetPitch, Source + (row * SourcePitch), SourcePitch, RowBytes, rows);
                    row += rows;
                    start += rows * RowBytes;
                    continue;
                }

                long run = Math.Min(RowBytes - within, end - start);
                Buffer.MemoryCopy(Source + (row * SourcePitch) + within, Target + (row * TargetPitch) + within, run, run);
                start += run;
                row++;
                within = 0;
            }
        }
    }
}
