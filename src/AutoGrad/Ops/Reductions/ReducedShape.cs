namespace AutoGrad.Ops;

/// <summary>Shapes on both sides of a reduction.</summary>
internal static class ReducedShape
{
    /// <summary>What is left of a shape: the listed dims gone, or of size 1.</summary>
    internal static Shape Of(Shape shape, Dims dims, bool keepDim, string op) => Of(shape, dims.Mask(shape, op), keepDim);

    /// <summary>What is left of a shape when the dims in the mask are reduced.</summary>
    internal static Shape Of(Shape shape, ulong mask, bool keepDim)
    {
        Span<int> sizes = stackalloc int[shape.Rank];
        int rank = 0;
        for (int i = 0; i < shape.Rank; i++)
        {
            bool reduced = (mask >> i & 1) != 0;
            if (keepDim || !reduced)
            {
                sizes[rank++] = reduced ? 1 : shape[i];
            }
        }

        return Shape.Create(sizes[..rank]);
    }

    /// <summary>How many elements become one.</summary>
    internal static int Count(Shape shape, ulong mask)
    {
        int count = 1;
        for (int i = 0; i < shape.Rank; i++)
        {
            count *= (mask >> i & 1) != 0 ? shape[i] : 1;
        }

        return count;
    }

    /// <summary>A result with its reduced dims of size 1 again, so that it broadcasts against the input.</summary>
    internal static Variable Kept(Variable result, Shape input, Dims dims, string op)
    {
        Shape kept = Of(input, dims, keepDim: true, op);
        return result.Shape == kept ? result : new Reshape(kept).Apply(result);
    }
}
