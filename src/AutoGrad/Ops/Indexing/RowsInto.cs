namespace AutoGrad.Ops;

/// <summary>What <see cref="IndexAdd"/> and <see cref="IndexCopy"/> demand of their inputs.</summary>
internal static class RowsInto
{
    internal static TensorSpec Infer(string op, int dim, ReadOnlySpan<TensorSpec> inputs)
    {
        (Shape x, Shape source) = (inputs[0].Shape, inputs[2].Shape);
        int at = x.Dim(dim, op), count = IndexValues.RequireVector(op, inputs[1]);
        if (inputs[2].DType != inputs[0].DType)
        {
            throw Errors.SameDType(op, "source", inputs[2].DType, inputs[0].DType);
        }

        Shape expected = x.Rank == 0 ? x : Axes.With(x, at, count);
        return source == expected && (x.Rank > 0 || count == 1) ? inputs[0]
            : throw Errors.Shapes(op, source, expected, $"source of shape {source} does not fit {count} indices of dim {dim} of shape {x}, which take {expected}. Reshape or expand it.");
    }
}
