using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Finds a reduction's <see cref="ReductionGeometry"/> in a tensor of any strides: dims ordered as memory lies, merged where they are adjacent.</summary>
/// <remarks>A tensor whose innermost dim has gaps is packed first; every other layout is read in place.</remarks>
internal unsafe ref struct ReductionPlan
{
    /// <summary>Runs of ints a plan needs, each of the tensor's rank.</summary>
    internal const int IntsPerDim = 8;

    internal ReductionGeometry At;

    /// <summary>What is read: the input, or its packed copy.</summary>
    internal Tensor X;

    /// <summary>Whether results come in the order of the output's dims.</summary>
    internal bool InOrder;

    /// <summary>The kept dims' positions among all kept dims of size above 1, in the order results come.</summary>
    private readonly int* _keptOrder;

    /// <summary>Their sizes.</summary>
    private readonly int* _keptSizes;
    private int _keptCount;

    /// <summary>Plans the reduction of x, which is not empty, over the dims in the mask.</summary>
    /// <param name="x">The input.</param>
    /// <param name="mask">Bit i is set when dim i is reduced.</param>
    /// <param name="memory">Room for <see cref="IntsPerDim"/> ints per dim of x, which the plan uses as long as it lives.</param>
    internal ReductionPlan(Tensor x, ulong mask, int* memory)
    {
        int rank = x.Rank;
        X = x;
        _keptOrder = memory;
        _keptSizes = memory + rank;
        At.KeptSizes = memory + (2 * rank);
        At.KeptStrides = memory + (3 * rank);
        At.ReducedSizes = memory + (4 * rank);
        At.ReducedStrides = memory + (5 * rank);
        int* dims = memory + (6 * rank), strides = memory + (7 * rank);
        x.CopyStrides(new Span<int>(strides, rank));
        int count = Sort(x.Shape, dims, strides);
        KeepOrder(x.Shape, mask, dims, count);
        if (count > 0 && strides[dims[count - 1]] != 1)
        {
            Pack(dims, strides, count);
        }

        Split(x.Shape, mask, dims, strides, count);
    }

    /// <summary>A fresh tensor for results in the order they come.</summary>
    internal readonly Tensor Results(DType dtype) => Backend.Cpu.Allocate(new TensorSpec(Shape.Create(new ReadOnlySpan<int>(_keptSizes, _keptCount)), dtype));

    /// <summary>Moves results to the output, whose dims are the kept ones in their own order, with or without sizes of 1.</summary>
    internal readonly void Deliver(Tensor results, Tensor output, bool accumulate)
    {
        int* dims = stackalloc int[output.Rank + 1];
        for (int i = 0, n = 0; i < output.Rank; i++)
        {
            dims[n] = i;
            n += output.Shape[i] == 1 ? 0 : 1;
        }

        int[] strides = new int[_keptCount];
        for (int i = 0; i < strides.Length; i++)
        {
            strides[i] = output.Stride(dims[_keptOrder[i]]);
        }

        Elementwise.Copy(output.ViewOf(results.Shape, strides, output.Offset), results, accumulate);
    }

    /// <summary>Dims of size above 1, largest stride first; repeated ones (stride 0) lead, since they are the least dense.</summary>
    private static int Sort(Shape shape, int* dims, int* strides)
    {
        int count = 0;
        for (int i = 0; i < shape.Rank; i++)
        {
            if (shape[i] == 1)
            {
                continue;
            }

            int at = count++;
            for (; at > 0 && Comes(strides[i], strides[dims[at - 1]]); at--)
            {
                dims[at] = dims[at - 1];
            }

            dims[at] = i;
        }

        return count;
    }

    private static bool Comes(int stride, int before) => before != 0 && (stride == 0 || stride > before);

    private void KeepOrder(Shape shape, ulong mask, int* dims, int count)
    {
        InOrder = true;
        for (int i = 0; i < count; i++)
        {
            int dim = dims[i];
            if (IsReduced(mask, dim))
            {
                continue;
            }

            int position = 0;
            for (int j = 0; j < dim; j++)
            {
                position += shape[j] == 1 || IsReduced(mask, j) ? 0 : 1;
            }

            InOrder &= position == _keptCount;
            _keptOrder[_keptCount] = position;
            _keptSizes[_keptCount++] = shape[dim];
        }
    }

    private void Pack(int* dims, int* strides, int count)
    {
        int[] sizes = new int[count], from = new int[count];
        for (int i = 0; i < count; i++)
        {
            sizes[i] = X.Shape[dims[i]];
            from[i] = strides[dims[i]];
        }

        X = TensorCopy.Convert(X.ViewOf(Shape.Create(sizes), from, X.Offset), X.DType);
        for (int i = count - 1, stride = 1; i >= 0; i--)
        {
            strides[dims[i]] = stride;
            stride *= sizes[i];
        }
    }

    /// <summary>Kept and reduced dims apart, merged where they are adjacent, and the innermost of each.</summary>
    private void Split(Shape shape, ulong mask, int* dims, int* strides, int count)
    {
        int previous = -1;
        for (int i = 0; i < count; i++)
        {
            int dim = dims[i], size = shape[dim], stride = strides[dim];
            bool reduced = IsReduced(mask, dim);
            ref int rank = ref reduced ? ref At.ReducedRank : ref At.KeptRank;
            int* sizes = reduced ? At.ReducedSizes : At.KeptSizes, own = reduced ? At.ReducedStrides : At.KeptStrides;
            if (previous == (reduced ? 1 : 0) && own[rank - 1] == (long)stride * size)
            {
                sizes[rank - 1] *= size;
            }
            else
            {
                sizes[rank++] = size;
            }

            own[rank - 1] = stride;
            previous = reduced ? 1 : 0;
        }

        At.DenseRows = previous != 0;
        At.Width = At.DenseRows ? 1 : At.KeptSizes[--At.KeptRank];
        At.Rows = 1;
        At.RowStride = 1;
        if (At.ReducedRank > 0)
        {
            At.Rows = At.ReducedSizes[--At.ReducedRank];
            At.RowStride = At.ReducedStrides[At.ReducedRank];
        }

        At.Kept = Product(At.KeptSizes, At.KeptRank);
        At.Repeats = Product(At.ReducedSizes, At.ReducedRank);
    }

    private static bool IsReduced(ulong mask, int dim) => (mask >> dim & 1) != 0;

    private static int Product(int* sizes, int rank)
    {
        int product = 1;
        for (int i = 0; i < rank; i++)
        {
            product *= sizes[i];
        }

        return product;
    }
}
