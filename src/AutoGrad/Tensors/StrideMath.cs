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

        int[] sizes = requested.ToArray();
        long known = 1;
        for (int i = 0; i < sizes.Length; i++)
        {
            known *= i == unknown ? 1 : sizes[i];
        }

        bool twice = requested[(unknown + 1)..].Contains(-1);
        if (twice || known == 0 || from.NumEl % known != 0)
        {
            throw Errors.Shape(op, from, $"{from} with {from.NumEl} elements does not fit [{string.Join(", ", sizes)}]. " +
                (twice ? "Only one size may be -1." : "The known sizes must divide the element count."));
        }

        sizes[unknown] = (int)(from.NumEl / known);
        return Shape.Own(sizes);
    }

    /// <summary>Strides that show x's elements in another shape, if its memory allows. The element counts are equal.</summary>
    internal static bool TryReshape(Tensor x, Shape to, out int[]? strides)
    {
        strides = null;
        if (x.IsContiguous || x.NumEl == 0)
        {
            return true;
        }

        // Walk both shapes from the right over blocks of equal element count; inside a block the old strides must be dense.
        int[] result = new int[to.Rank];
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

        strides = result;
        return true;
    }

    private static readonly Dims BothExchanged = [1, 0];

    /// <summary>The identity order with two dimensions exchanged.</summary>
    internal static Dims Swapped(Shape shape, int dim0, int dim1)
    {
        int a = shape.Dim(dim0, "Transpose"), b = shape.Dim(dim1, "Transpose");
        if (shape.Rank == 2 && a != b)
        {
            return BothExchanged;
        }

        int[] order = new int[shape.Rank];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i == a ? b : i == b ? a : i;
        }

        return Dims.Own(order);
    }
}
