using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>How the window of a pool walks over a plane.</summary>
internal readonly record struct PoolWindow(int KernelH, int KernelW, int StrideH, int StrideW, int PadH, int PadW, int DilationH, int DilationW, bool CeilMode)
{
    /// <summary>The last two dimensions of x as axes; validates everything.</summary>
    internal (WindowAxis Rows, WindowAxis Columns) Axes(string op, TensorSpec x, bool countsPad = false)
    {
        CheckInput(op, x);
        return (Axis(op, x.Shape, x.Shape[^2], KernelH, StrideH, PadH, DilationH, countsPad), Axis(op, x.Shape, x.Shape[^1], KernelW, StrideW, PadW, DilationW, countsPad));
    }

    /// <summary>Refuses inputs that are not planes of floating-point numbers.</summary>
    internal static void CheckInput(string op, TensorSpec x)
    {
        if (!x.DType.IsFloat())
        {
            throw Errors.FloatExpected(op, x.DType);
        }

        if (x.Shape.Rank < 2)
        {
            throw Errors.PoolRank(op, x.Shape, 3);
        }
    }

    private WindowAxis Axis(string op, Shape x, int size, int kernel, int stride, int pad, int dilation, bool countsPad)
    {
        Errors.AtLeast(op, "kernelSize", kernel, 1);
        Errors.AtLeast(op, "stride", stride, 1);
        Errors.AtLeast(op, "dilation", dilation, 1);
        Errors.AtLeast(op, "padding", pad, 0);
        if (pad > kernel / 2)
        {
            throw Errors.PoolPadding(op, pad, kernel);
        }

        long span = ((kernel - 1L) * dilation) + 1, padded = size + (2L * pad), room = padded - span;
        if (room < 0 || size == 0)
        {
            throw Errors.PoolTooSmall(op, x, padded, span);
        }

        Errors.RequirePlace(op, x, padded);
        int count = (int)(room / stride) + 1;
        if (CeilMode && room % stride != 0 && (long)count * stride < size + pad)
        {
            count++; // a last window that hangs over the end, but starts inside
        }

        // A stride or dilation beyond the input moves nothing; at the input's length the kernels' sums stay small.
        var axis = new WindowAxis(size, count, kernel, (int)Math.Min(stride, padded), pad, (int)Math.Min(dilation, padded), countsPad);
        for (int i = 0; i < count && (long)i * stride < pad; i++)
        {
            if (axis.Start(i) >= axis.End(i))
            {
                throw Errors.PoolOnlyPadding(op, x, i, pad, dilation);
            }
        }

        return axis;
    }
}
