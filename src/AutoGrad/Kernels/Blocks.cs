namespace AutoGrad.Kernels;

/// <summary>Copies rows of bytes between memories of different pitch: joining, splitting and rolling tensors comes down to this.</summary>
internal static unsafe class Blocks
{
    /// <summary>Bytes per task; a copy of twice as much is left on one thread.</summary>
    private const long Grain = 1 << 17;

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

        body.Grain = Grain;
        WorkerPool.For((int)((total + Grain - 1) / Grain), ref body);
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
