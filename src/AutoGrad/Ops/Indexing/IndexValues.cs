using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Checks index tensors: their dtype when shapes are inferred, their values before a kernel uses them.</summary>
internal static unsafe class IndexValues
{
    /// <summary>Indices are Int64 or Int32.</summary>
    internal static void RequireDType(string op, DType dtype)
    {
        if (dtype is not (DType.Int64 or DType.Int32))
        {
            throw Errors.IndexDType(op, dtype);
        }
    }

    /// <summary>Indices of whole rows are a vector; one number counts as one.</summary>
    internal static int RequireVector(string op, TensorSpec index)
    {
        RequireDType(op, index.DType);
        return index.Shape.Rank <= 1 ? index.Shape.NumEl : throw Errors.IndexRank(op, index.Shape);
    }

    /// <summary>The indices as dense Int64, after each was found inside [0, size).</summary>
    internal static Tensor Checked(string op, Tensor index, int size)
    {
        Tensor dense = index.To(DType.Int64).Contiguous();
        fixed (long* values = &dense.First<long>())
        {
            long bad = Bounds.FirstOutside(values, dense.NumEl, size);
            if (bad >= 0)
            {
                throw Errors.IndexOutOfRange(op, values[bad], bad, index.Shape, size, negative: false);
            }
        }

        return dense;
    }
}
