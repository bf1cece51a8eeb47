using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The kernel of <see cref="EdgePad"/> and its adjoint: rows are found by maps of the outer dimensions, their ends by a map of the last.</summary>
internal static unsafe class EdgeCopy
{
    /// <summary>Bytes per task, in whole planes.</summary>
    private const int Grain = 1 << 16;

    /// <summary>Copies x into the padded y, or adds the padded x into y.</summary>
    internal static void Run(Tensor x, Tensor y, EdgePad pad, bool adds)
    {
        Tensor small = adds ? y : x, padded = adds ? x : y;
        if (padded.NumEl == 0 || small.NumEl == 0)
        {
            return;
        }

        int rank = small.Rank, dims = Math.Min(3, rank);
        int[][] maps = [[0], [0], [0]];
        for (int i = 0; i < dims; i++)
        {
            maps[2 - i] = pad.Map(small.Shape, i);
        }

        ReadOnlySpan<int> sizes = small.Shape.AsSpan();
        fixed (byte* source = &x.FirstByte(), target = &y.FirstByte())
        fixed (int* planes = maps[0], rows = maps[1], columns = maps[2])
        {
            var body = new Body
            {
                Source = source,
                Target = target,
                Planes = planes,
                Rows = rows,
                Columns = columns,
                PaddedPlanes = maps[0].Length,
                PaddedRows = maps[1].Length,
                PaddedColumns = maps[2].Length,
                SmallPlanes = rank >= 3 ? sizes[rank - 3] : 1,
                SmallRows = rank >= 2 ? sizes[rank - 2] : 1,
                SmallColumns = sizes[rank - 1],
                Before = Math.Max(pad.Padding.Count > 0 ? pad.Padding[0] : 0, 0),
                DType = x.DType,
                Adds = adds,
            };
            int count = Axes.Product(sizes[..(rank - dims)]);
            int bytes = Math.Max(1, padded.NumEl / count * x.DType.Size());
            body.PerTask = Math.Max(1, Grain / bytes);
            body.Count = count;
            WorkerPool.For((count + body.PerTask - 1) / body.PerTask, ref body);
        }
    }

    private struct Body : IParallelBody
    {
        internal byte* Source;
        internal byte* Target;
        internal int* Planes;
        internal int* Rows;
        internal int* Columns;
        internal int PaddedPlanes;
        internal int PaddedRows;
        internal int PaddedColumns;
        internal int SmallPlanes;
        internal int SmallRows;
        internal int SmallColumns;
        internal int Before;
        internal int Count;
        internal int PerTask;
        internal DType DType;
        internal bool Adds;

        public readonly void Invoke(int index)
        {
            switch (DType)
            {
                case DType.Float32:
                    Range<float>(index);
                    break;
                case DType.Float64:
                    Range<double>(index);
                    break;
                case DType.Int64:
                    Range<long>(index);
                    break;
                case DType.Int32:
                    Range<int>(index);
                    break;
                default:
                    Range<byte>(index);
                    break;
            }
        }

        private readonly void Range<T>(int index) where T : unmanaged, INumber<T>
        {
            int end = Math.Min(Count, (index + 1) * PerTask);
            for (int o = index * PerTask; o < end; o++)
            {
                for (int p = 0; p < PaddedPlanes; p++)
                {
                    for (int r = 0; r < PaddedRows; r++)
                    {
                        long small = ((((long)o * SmallPlanes) + Planes[p]) * SmallRows + Rows[r]) * SmallColumns;
                        long padded = ((((long)o * PaddedPlanes) + p) * PaddedRows + r) * PaddedColumns;
                        if (Adds)
                        {
                            AddRow((T*)Source + padded, (T*)Target + small);
                        }
                        else
                        {
                            CopyRow((T*)Source + small, (T*)Target + padded);
                        }
                    }
                }
            }
        }

        /// <summary>How many columns after <see cref="Before"/> stand one to one.</summary>
        private readonly int Middle => Math.Max(0, Math.Min(PaddedColumns - Before, SmallColumns - (Before < PaddedColumns ? Columns[Before] : 0)));

        [MethodImpl(Loops.Hot)]
        private readonly void CopyRow<T>(T* x, T* y) where T : unmanaged
        {
            int before = Math.Min(Before, PaddedColumns), middle = Middle;
            for (int j = 0; j < before; j++)
            {
                y[j] = x[Columns[j]];
            }

            if (middle > 0)
            {
                new ReadOnlySpan<T>(x + Columns[before], middle).CopyTo(new Span<T>(y + before, middle));
            }

            for (int j = before + middle; j < PaddedColumns; j++)
            {
                y[j] = x[Columns[j]];
            }
        }

        [MethodImpl(Loops.Hot)]
        private readonly void AddRow<T>(T* dy, T* dx) where T : unmanaged, INumber<T>
        {
            int before = Math.Min(Before, PaddedColumns), middle = Middle;
            for (int j = 0; j < before; j++)
            {
                dx[Columns[j]] += dy[j];
            }

            if (middle > 0)
            {
                Loops.AddTo(dx + Columns[before], dy + before, middle);
            }

            for (int j = before + middle; j < PaddedColumns; j++)
            {
                dx[Columns[j]] += dy[j];
            }
        }
    }
}
