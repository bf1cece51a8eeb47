using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Runs a row kernel along one dimension of contiguous tensors of one shape and dtype.</summary>
internal static unsafe class RowWise
{
    /// <summary>The output's lines from the input's.</summary>
    internal static void Run<TKernel>(TKernel kernel, int dim, Tensor output, Tensor a) where TKernel : struct, IRowKernel
    {
        fixed (byte* po = &output.FirstByte(), pa = &a.FirstByte())
        {
            Start(kernel, a, dim, [(nint)po, (nint)pa], outputs: 1);
        }
    }

    /// <summary>The output's lines from those of two inputs.</summary>
    internal static void Run<TKernel>(TKernel kernel, int dim, Tensor output, Tensor a, Tensor b) where TKernel : struct, IRowKernel
    {
        fixed (byte* po = &output.FirstByte(), pa = &a.FirstByte(), pb = &b.FirstByte())
        {
            Start(kernel, a, dim, [(nint)po, (nint)pa, (nint)pb], outputs: 1);
        }
    }

    /// <summary>The output's lines from those of three inputs.</summary>
    internal static void Run<TKernel>(TKernel kernel, int dim, Tensor output, Tensor a, Tensor b, Tensor c) where TKernel : struct, IRowKernel
    {
        fixed (byte* po = &output.FirstByte(), pa = &a.FirstByte(), pb = &b.FirstByte(), pc = &c.FirstByte())
        {
            Start(kernel, a, dim, [(nint)po, (nint)pa, (nint)pb, (nint)pc], outputs: 1);
        }
    }

    /// <summary>Shows the input's lines to a kernel that keeps its results itself.</summary>
    internal static void Read<TKernel>(TKernel kernel, int dim, Tensor a) where TKernel : struct, IRowKernel
    {
        fixed (byte* pa = &a.FirstByte())
        {
            Start(kernel, a, dim, [(nint)pa], outputs: 0);
        }
    }

    /// <summary>Sizes before, along and after a dimension.</summary>
    internal static (int Outer, int N, int Inner) Split(Shape shape, int dim)
    {
        int outer = 1, inner = 1;
        for (int i = 0; i < shape.Rank; i++)
        {
            outer *= i < dim ? shape[i] : 1;
            inner *= i > dim ? shape[i] : 1;
        }

        return (outer, shape.Rank == 0 ? 1 : shape[dim], inner);
    }

    private static void Start<TKernel>(TKernel kernel, Tensor a, int dim, ReadOnlySpan<nint> operands, int outputs) where TKernel : struct, IRowKernel
    {
        (int outer, int n, int inner) = Split(a.Shape, dim);
        if (outer * n * inner == 0)
        {
            return;
        }

        switch (a.DType)
        {
            case DType.Float32:
                new RowTask<TKernel, float>(kernel, operands, outputs, outer, n, inner).Run();
                break;
            case DType.Float64:
                new RowTask<TKernel, double>(kernel, operands, outputs, outer, n, inner).Run();
                break;
            case DType.Int64:
                new RowTask<TKernel, long>(kernel, operands, outputs, outer, n, inner).Run();
                break;
            case DType.Int32:
                new RowTask<TKernel, int>(kernel, operands, outputs, outer, n, inner).Run();
                break;
            default: // Bool never comes here: the ops refuse it
                new RowTask<TKernel, byte>(kernel, operands, outputs, outer, n, inner).Run();
                break;
        }
    }
}
