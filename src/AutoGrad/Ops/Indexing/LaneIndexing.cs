using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Brings tensors to the lane kernels: single elements chosen along one dimension by indices of the same rank.</summary>
internal static unsafe class LaneIndexing
{
    /// <summary>The rules of gather and scatter: equal ranks, and the index inside x in every other dimension.</summary>
    internal static void Require(string op, int dim, Shape x, TensorSpec index)
    {
        IndexValues.RequireDType(op, index.DType);
        RequireInside(op, index.Shape, x, "the tensor", x.Dim(dim, op));
    }

    /// <summary>The index is no larger than a tensor, but for one dimension if it is given.</summary>
    internal static void RequireInside(string op, Shape index, Shape other, string argument, int except)
    {
        if (index.NumEl == 0)
        {
            return; // nothing is chosen, whatever the shapes
        }

        if (Math.Max(index.Rank, 1) != Math.Max(other.Rank, 1))
        {
            throw Errors.IndexedRanks(op, index, other, argument);
        }

        for (int i = 0; i < index.Rank && i < other.Rank; i++)
        {
            if (i != except && index[i] > other[i])
            {
                throw Errors.IndexTooLarge(op, index, other, i, argument, except >= 0);
            }
        }
    }

    /// <summary>Zeros behind the end of each dimension: the gradient of a source of which only a corner was used.</summary>
    internal static Variable Grown(Variable corner, Shape to)
    {
        if (corner.Shape == to)
        {
            return corner;
        }

        if (corner.NumEl == 0)
        {
            return Tensor.Zeros(to, corner.DType);
        }

        int[] padding = new int[2 * to.Rank];
        for (int i = 0; i < to.Rank; i++)
        {
            padding[(2 * i) + 1] = to[to.Rank - 1 - i] - corner.Shape[to.Rank - 1 - i];
        }

        return new ConstantPad(Dims.Create(padding), 0).Apply(corner);
    }

    /// <summary>y = the chosen elements of x, of the index's shape; any strides.</summary>
    internal static void Gather(string op, Tensor x, Tensor y, Tensor index, int dim)
    {
        Run(op, x, start: null, y, index, dim, meets: false, x.DType.Size() switch { 1 => &IndexLanes.Gather<byte>, 4 => &IndexLanes.Gather<int>, _ => &IndexLanes.Gather<long> });
    }

    /// <summary>The chosen elements of x, which is a copy of start first unless that is null, become, or are increased by, those of source; any strides.</summary>
    internal static void Scatter(string op, Tensor x, Tensor? start, Tensor source, Tensor index, int dim, bool adds)
    {
        Run(op, x, start, source, index, dim, meets: true, adds ? Combining<PutAdd>(op, x.DType) : x.DType.Size() switch
        {
            1 => &IndexLanes.Scatter<byte, PutSet>,
            4 => &IndexLanes.Scatter<int, PutSet>,
            _ => &IndexLanes.Scatter<long, PutSet>,
        });
    }

    /// <summary>The chosen elements of x, as they are, stay or become those of source, whichever are larger (or smaller); any strides.</summary>
    internal static void ScatterExtreme(string op, Tensor x, Tensor source, Tensor index, int dim, bool largest) =>
        Run(op, x, start: null, source, index, dim, meets: true, largest ? Combining<PutMax>(op, x.DType) : Combining<PutMin>(op, x.DType));

    /// <summary>Runs any move over the lanes. An index outside is refused while only elements of the result were written, which nobody sees.</summary>
    private static void Run(string op, Tensor indexed, Tensor? start, Tensor dense, Tensor index, int dim, bool meets, delegate*<in IndexLanes, int, int, int, int, void> rows)
    {
        // Where every lane has indices the copy is made lane by lane, just before they are used.
        bool startsLater = start is not null && indexed.IsContiguous && start.IsContiguous && CoversLanes(index.Shape, indexed.Shape, dim);
        if (start is not null && !startsLater)
        {
            Elementwise.Copy(indexed, start, accumulate: false);
        }

        if (index.NumEl == 0)
        {
            return;
        }

        Tensor plain = index.To(DType.Int64).Contiguous();
        int size = indexed.Rank == 0 ? 1 : indexed.Shape[dim], rank = Math.Max(index.Rank, 1);
        long outside = long.MaxValue;
        if (rank >= 64)
        {
            throw Errors.RankTooHigh(op, index.Shape);
        }

        int* sizes = stackalloc int[3 * rank];
        Span<int> indexedStrides = new(sizes + rank, rank), denseStrides = new(sizes + (2 * rank), rank);
        new Span<int>(sizes, rank).Fill(1);
        index.Shape.AsSpan().CopyTo(new Span<int>(sizes, rank));
        indexedStrides.Fill(1);
        denseStrides.Fill(1);
        indexed.CopyStrides(indexedStrides);
        dense.CopyStrides(denseStrides);
        fixed (byte* x = &indexed.FirstByte(), y = &dense.FirstByte(), copied = &(start ?? indexed).FirstByte())
        fixed (long* values = &plain.First<long>())
        {
            var lanes = new IndexLanes
            {
                Indexed = x,
                Dense = y,
                Index = values,
                Start = startsLater ? copied : null,
                StartBytes = (long)indexed.NumEl * indexed.DType.Size(),
                ElementSize = indexed.DType.Size(),
                Sizes = sizes,
                IndexedStrides = sizes + rank,
                DenseStrides = sizes + (2 * rank),
                Rank = rank,
                Dim = dim < 0 ? dim + rank : dim,
                Limit = size,
                FirstOutside = &outside,
                Meets = meets,
                Rows = rows,
            };
            lanes.Run();
            if (outside != long.MaxValue)
            {
                throw Errors.IndexOutOfRange(op, values[outside], outside, index.Shape, size, negative: false);
            }
        }

        GC.KeepAlive(plain);
    }

    /// <summary>Whether an index has something for every lane of x along a dimension.</summary>
    private static bool CoversLanes(Shape index, Shape x, int dim)
    {
        for (int i = 0; i < x.Rank; i++)
        {
            if (i != dim && index[i] != x[i])
            {
                return false;
            }
        }

        return index.NumEl > 0 && index.Rank == x.Rank;
    }

    /// <summary>The move that combines elements with those that are there.</summary>
    private static delegate*<in IndexLanes, int, int, int, int, void> Combining<TPut>(string op, DType dtype) where TPut : IPut => dtype switch
    {
        DType.Float32 => &IndexLanes.Scatter<float, TPut>,
        DType.Float64 => &IndexLanes.Scatter<double, TPut>,
        DType.Int64 => &IndexLanes.Scatter<long, TPut>,
        DType.Int32 => &IndexLanes.Scatter<int, TPut>,
        DType.UInt8 => &IndexLanes.Scatter<byte, TPut>,
        _ => throw Errors.BoolArithmetic(op),
    };
}
