namespace AutoGrad.Ops;

/// <summary>Prepares what a tensor is changed with: everything is validated before anything is changed, and a source that overlaps the target is copied first.</summary>
internal static class InPlaceSource
{
    /// <summary>The source in the target's dtype, safe to read while the target is written.</summary>
    internal static Tensor Of(string op, Tensor target, Tensor source)
    {
        Check(op, target, source);
        DType result = DTypes.Result(target.DType, target.Rank == 0, source.DType, source.Rank == 0);
        if (DTypes.Category(result) > DTypes.Category(target.DType))
        {
            throw Errors.InPlaceDType(op, target.DType, result);
        }

        return Overlap.Safe(source.To(target.DType), target);
    }

    /// <summary>The number as a 0-dim tensor of the target's dtype.</summary>
    internal static Tensor Of(string op, Tensor target, Scalar source)
    {
        DType result = source.Beside(target.Writable(op).DType);
        return result == target.DType ? source.Like(result) : throw Errors.InPlaceDType(op, target.DType, result);
    }

    /// <summary>That the target may be written to, and the source broadcasts to it.</summary>
    internal static void Check(string op, Tensor target, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Shape shape = target.Writable(op).Shape;
        if (shape != source.Shape && Shape.Broadcast(shape, source.Shape, op) != shape)
        {
            throw Errors.Shapes(op, source.Shape, shape, $"{source.Shape} does not broadcast to {shape}, the shape of what is changed. Reduce or slice it, or compute a new tensor.");
        }
    }

    /// <summary>A factor for the target's dtype: integers take whole numbers only.</summary>
    internal static Scalar Factor(string op, Tensor target, Scalar factor) => target.DType.IsFloat() || factor.IsInteger
        ? factor
        : throw Errors.InPlaceDType(op, target.DType, DType.Float32);
}
