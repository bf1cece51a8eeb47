using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Brings tensors to the row kernels: a dimension chosen by a vector of indices, everything behind it one row.</summary>
internal static unsafe class RowIndexing
{
    /// <summary>y = the rows of x, both dense.</summary>
    internal static void Gather(Tensor x, Tensor y, Tensor index, int dim)
    {
        if (y.NumEl == 0)
        {
            return;
        }

        (int outer, int size, int inner) = Parts(x.Shape, dim);
        fixed (byte* from = &x.FirstByte(), to = &y.FirstByte())
        fixed (long* values = &index.First<long>())
        {
            Rows.Gather(from, to, values, outer, size, index.NumEl, (long)inner * x.DType.Size());
        }

        GC.KeepAlive(index);
    }

    /// <summary>The rows of x become those of source, both dense.</summary>
    internal static void Scatter(Tensor x, Tensor source, Tensor index, int dim)
    {
        if (source.NumEl == 0)
        {
            return;
        }

        (int outer, int size, int inner) = Parts(x.Shape, dim);
        fixed (byte* to = &x.FirstByte(), from = &source.FirstByte())
        fixed (long* values = &index.First<long>())
        {
            Rows.Scatter(to, from, values, outer, size, index.NumEl, (long)inner * x.DType.Size());
        }

        GC.KeepAlive(index);
    }

    /// <summary>The rows of source are added to those of x, both dense.</summary>
    internal static void ScatterAdd(string op, Tensor x, Tensor source, Tensor index, int dim, int skipped = -1)
    {
        if (source.NumEl == 0)
        {
            return;
        }

        switch (x.DType)
        {
            case DType.Float32:
                Add<float>(x, source, index, dim, skipped);
                break;
            case DType.Float64:
                Add<double>(x, source, index, dim, skipped);
                break;
            case DType.Int64:
                Add<long>(x, source, index, dim, skipped);
                break;
            case DType.Int32:
                Add<int>(x, source, index, dim, skipped);
                break;
            case DType.UInt8:
                Add<byte>(x, source, index, dim, skipped);
                break;
            default:
                throw Errors.BoolArithmetic(op);
        }

        GC.KeepAlive(index);
    }

    private static void Add<T>(Tensor x, Tensor source, Tensor index, int dim, int skipped) where T : unmanaged, System.Numerics.INumberBase<T>
    {
        (int outer, int size, int inner) = Parts(x.Shape, dim);
        fixed (T* to = &x.First<T>(), from = &source.First<T>())
        fixed (long* values = &index.First<long>())
        {
            Rows.ScatterAdd(to, from, values, outer, size, index.NumEl, inner, skipped);
        }
    }

    /// <summary>Products of the sizes before, at and behind a dimension; a scalar is one row of one element.</summary>
    private static (int Outer, int Size, int Inner) Parts(Shape shape, int dim) => shape.Rank == 0 ? (1, 1, 1)
        : (Axes.Product(shape.AsSpan()[..dim]), shape[dim], Axes.Product(shape.AsSpan()[(dim + 1)..]));
}
