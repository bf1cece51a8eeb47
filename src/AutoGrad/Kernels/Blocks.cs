using System.Runtime.CompilerServices;

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
                if (within == 0 && end - start >= 2 * RowBytes && RowBytes <= 8)
                {
                    long rows = (end - start) / RowBytes;
                    Small(Source + (row * SourcePitch), Target + (row * TargetPitch), rows);
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

        /// <summary>Rows of one or a few elements: a call for each would cost more than the move.</summary>
        [MethodImpl(Loops.Hot)]
        private readonly void Small(byte* source, byte* target, long rows)
        {
            switch (RowBytes)
            {
                case 8:
                    for (; rows > 0; rows--, source += SourcePitch, target += TargetPitch)
                    {
                        *(long*)target = *(long*)source;
                    }

                    break;
                case 4:
                    for (; rows > 0; rows--, source += SourcePitch, target += TargetPitch)
                    {
                        *(int*)target = *(int*)source;
                    }

                    break;
                default:
                    for (; rows > 0; rows--, source += SourcePitch, target += TargetPitch)
                    {
                        for (int i = 0; i < RowBytes; i++)
                        {
                            target[i] = source[i];
                        }
                    }

                    break;
            }
        }
    }
}
