using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The kernel of <see cref="Tril"/> and <see cref="Triu"/>: each row is a part that is copied and a part that is cleared.</summary>
internal static unsafe class Triangle
{
    /// <summary>Bytes per task.</summary>
    private const int Grain = 1 << 16;

    internal static void Copy(Tensor x, Tensor y, int diagonal, bool upper)
    {
        if (x.NumEl == 0)
        {
            return;
        }

        int rows = x.Shape[x.Rank - 2], columns = x.Shape[x.Rank - 1], count = x.NumEl / columns;
        fixed (byte* source = &x.FirstByte(), target = &y.FirstByte())
        {
            var body = new Body { Source = source, Target = target, Size = x.DType.Size(), Rows = rows, Columns = columns, Count = count, Diagonal = diagonal, Upper = upper };
            body.PerTask = Math.Max(1, Grain / (columns * body.Size));
            WorkerPool.For((count + body.PerTask - 1) / body.PerTask, ref body);
        }
    }

    private struct Body : IParallelBody
    {
        internal byte* Source;
        internal byte* Target;
        internal int Size;
        internal int Rows;
        internal int Columns;
        internal int Count;
        internal int Diagonal;
        internal int PerTask;
        internal bool Upper;

        public readonly void Invoke(int index)
        {
            int end = Math.Min(Count, (index + 1) * PerTask);
            for (int r = index * PerTask; r < end; r++)
            {
                // Columns below this one belong to the lower part, the others to the upper.
                int border = (int)Math.Clamp((r % Rows) + (long)Diagonal + (Upper ? 0 : 1), 0, Columns);
                long row = (long)r * Columns * Size;
                var from = new ReadOnlySpan<byte>(Source + row, Columns * Size);
                var to = new Span<byte>(Target + row, Columns * Size);
                int at = border * Size;
                if (Upper)
                {
                    to[..at].Clear();
                    from[at..].CopyTo(to[at..]);
                }
                else
                {
                    from[..at].CopyTo(to);
                    to[at..].Clear();
                }
            }
        }
    }
}
