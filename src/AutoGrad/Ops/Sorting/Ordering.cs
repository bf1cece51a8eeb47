using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Brings tensors of any strides and dtype to the sorting kernels.</summary>
internal static unsafe class Ordering
{
    /// <summary>Writes the first elements of each lane's order and where they stood; values may be null. Outputs are as long as what is wanted.</summary>
    internal static void Run(Tensor x, Tensor? values, Tensor positions, int dim, bool descending)
    {
        if (positions.NumEl == 0)
        {
            return;
        }

        switch (x.DType)
        {
            case DType.Float32:
                Run<float, NarrowEntry, FloatOrder>(x, values, positions, dim, descending);
                break;
            case DType.Float64:
                Run<double, WideEntry, DoubleOrder>(x, values, positions, dim, descending);
                break;
            case DType.Int64:
                Run<long, WideEntry, LongOrder>(x, values, positions, dim, descending);
                break;
            case DType.Int32:
                Run<int, NarrowEntry, IntOrder>(x, values, positions, dim, descending);
                break;
            default:
                Run<byte, NarrowEntry, ByteOrder>(x, values, positions, dim, descending);
                break;
        }
    }

    /// <summary>Branch bits of an order: who stands at each place; equal neighbours lie on a boundary, also the first one left out.</summary>
    internal static void Pieces(string op, Tensor x, int dim, int take, bool descending, PieceRecorder recorder)
    {
        if (x.Rank == 0 || x.NumEl == 0)
        {
            return;
        }

        Tensor lanes = x.Transpose(dim, -1), order = new ArgSort(x.Rank - 1, descending).Run(lanes);
        int length = lanes.Shape[^1];
        double[] sorted = lanes.Gather(-1, order).ToDoubles();
        long[] positions = order.ToArray<long>();
        for (int i = 0; i < positions.Length; i++)
        {
            int place = i % length;
            if (place < take)
            {
                recorder.Branch(positions[i]);
                if (place + 1 < length && sorted[i] == sorted[i + 1])
                {
                    recorder.Boundary(op);
                }
            }
        }
    }

    private static void Run<T, TEntry, TOrder>(Tensor x, Tensor? values, Tensor positions, int dim, bool descending)
        where T : unmanaged
        where TEntry : unmanaged, IEntry<TEntry>
        where TOrder : IOrder<T, TEntry>
    {
        int rank = x.Rank, others = Math.Max(rank - 1, 0);
        int* buffer = stackalloc int[(4 * others) + 1];
        for (int i = 0, k = 0; i < rank; i++)
        {
            if (i != dim)
            {
                buffer[k] = x.Shape[i];
                buffer[others + k] = x.Stride(i);
                buffer[(2 * others) + k] = values?.Stride(i) ?? 0;
                buffer[(3 * others) + k] = positions.Stride(i);
                k++;
            }
        }

        fixed (T* from = &x.First<T>(), to = &(values ?? x).First<T>())
        fixed (long* where = &positions.First<long>())
        {
            var lanes = new SortLanes<T, TEntry, TOrder>
            {
                Input = from,
                Values = values is null ? null : to,
                Positions = where,
                Sizes = buffer,
                InputStrides = buffer + others,
                ValueStrides = buffer + (2 * others),
                PositionStrides = buffer + (3 * others),
                Rank = others,
                Length = rank == 0 ? 1 : x.Shape[dim],
                Take = rank == 0 ? 1 : positions.Shape[dim],
                InputStep = rank == 0 ? 1 : x.Stride(dim),
                ValueStep = rank == 0 || values is null ? 1 : values.Stride(dim),
                PositionStep = rank == 0 ? 1 : positions.Stride(dim),
                Descending = descending,
            };
            lanes.Run();
        }
    }
}
