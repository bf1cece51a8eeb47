namespace AutoGrad;

/// <summary>Arithmetic of views: which strides give a new shape without a copy.</summary>
internal static class StrideMath
{
    /// <summary>Resolves one -1 in a requested shape.</summary>
    internal static Shape Infer(ReadOnlySpan<int> requested, Shape from, string op)
    {
        int unknown = requested.IndexOf(-1);
        if (unknown < 0)
        {
            return Shape.Create(requested);
        }

        Span<int> sizes = stackalloc int[requested.Length];
        requested.CopyTo(sizes);
        long known = 1;
        for (int i = 0; i < sizes.Length; i++)
        {
            known *= i == unknown ? 1 : sizes[i];
        }

        bool twice = requested[(unknown + 1)..].Contains(-1);
        if (twice || known == 0 || from.NumEl % known != 0)
        {
            throw Errors.Shape(op, from, $"{from} with {from.NumEl} elements does not fit [{string.Join(", ", requested.ToArray())}]. " +
                (twice ? "Only one size may be -1." : "The known sizes must divide the element count."));
        }

        sizes[unknown] = (int)(from.NumEl / known);
        return Shape.Create(sizes);
    }

    /// <summary>Strides that show x's elements in another shape, if its memory allows. The element counts are equal.</summary>
    internal static bool TryReshape(Tensor x, Shape to, Span<int> result)
    {
        if (x.IsContiguous || x.NumEl == 0)
        {
            Tensor.RowMajor(to.AsSpan(), result);
            return true;
        }

        // Walk both shapes from the right over blocks of equal element count; inside a block the old strides must be dense.
        int i = x.Rank - 1, j = to.Rank - 1;
        while (i >= 0 || j >= 0)
        {
            while (i >= 0 && x.Shape[i] == 1)
            {
                i--;
            }

            if (i < 0)
            {
                for (; j >= 0; j--)
                {
                    result[j] = 1;
                }

                break;
            }

            int stride = x.Stride(i), old = x.Shape[i], block = 1, outer = i - 1;
            int expected = stride * old;
            while (outer >= 0 && (x.Shape[outer] == 1 || x.Stride(outer) == expected))
            {
                if (x.Shape[outer] != 1)
                {
                    old *= x.Shape[outer];
                    expected *= x.Shape[outer];
                }

                outer--;
            }

            while (j >= 0 && block < old)
            {
                result[j] = stride * block;
                block *= to[j--];
            }

            if (block != old)
            {
                return false;
            }

            for (; j >= 0 && to[j] == 1; j--)
            {
                result[j] = stride * block;
            }

            i = outer;
        }

        return true;
    }

    /// <summary>The identity order with two dimensions exchanged.</summary>
    internal static Dims Swapped(Shape shape, int dim0, int dim1)
    {
        int a = shape.Dim(dim0, "Transpose"), b = shape.Dim(dim1, "Transpose");
        Span<int> order = stackalloc int[shape.Rank];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i == a ? b : i == b ? a : i;
        }

        return Dims.Create(order);
    }
}
