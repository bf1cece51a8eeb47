namespace AutoGrad.Ops;

/// <summary>Dimensions that operations name: resolved, checked and put in order.</summary>
internal static class Axes
{
    /// <summary>A dimension in [-rank, rank) as one in [0, rank); a scalar has none.</summary>
    internal static int Of(Shape shape, int dim, string op) => shape.Rank == 0 ? throw Errors.ScalarHasNoDim(op, dim) : shape.Dim(dim, op);

    /// <summary>A computed size, refused where no dimension is that long.</summary>
    internal static int Size(string op, Shape shape, double size) => size <= int.MaxValue ? (int)size : throw Errors.SizeTooLarge(op, shape, size);

    /// <summary>The shape with one size replaced.</summary>
    internal static Shape With(Shape shape, int dim, int size)
    {
        if (shape[dim] == size)
        {
            return shape;
        }

        Span<int> sizes = stackalloc int[shape.Rank];
        shape.AsSpan().CopyTo(sizes);
        sizes[dim] = size;
        return Shape.Create(sizes);
    }

    /// <summary>The shape with a size put in before a dimension.</summary>
    internal static Shape Inserted(Shape shape, int dim, int size)
    {
        Span<int> sizes = stackalloc int[shape.Rank + 1];
        shape.AsSpan()[..dim].CopyTo(sizes);
        sizes[dim] = size;
        shape.AsSpan()[dim..].CopyTo(sizes[(dim + 1)..]);
        return Shape.Create(sizes);
    }

    /// <summary>The shape without a dimension.</summary>
    internal static Shape Removed(Shape shape, int dim)
    {
        Span<int> sizes = stackalloc int[shape.Rank - 1];
        shape.AsSpan()[..dim].CopyTo(sizes);
        shape.AsSpan()[(dim + 1)..].CopyTo(sizes[dim..]);
        return Shape.Create(sizes);
    }

    /// <summary>Product of the sizes in a range of dimensions.</summary>
    internal static int Product(ReadOnlySpan<int> sizes)
    {
        int product = 1;
        foreach (int size in sizes)
        {
            product *= size;
        }

        return product;
    }
}
