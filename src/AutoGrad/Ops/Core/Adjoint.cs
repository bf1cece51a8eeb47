namespace AutoGrad.Ops;

/// <summary>What every adjoint demands: a cotangent of the shape that the op's output has.</summary>
internal static class Adjoint
{
    /// <summary>The spec of dx, after dy was found to fit.</summary>
    internal static TensorSpec Infer(string op, Primitive of, Shape xShape, ReadOnlySpan<TensorSpec> inputs)
    {
        TensorSpec dy = inputs[0], x = new(xShape, dy.DType);
        Shape expected = inputs.Length == 1 ? of.Infer(new ReadOnlySpan<TensorSpec>(in x)).Shape : of.Infer([x, inputs[1]]).Shape;
        return dy.Shape == expected ? x
            : throw Errors.Shapes(op, dy.Shape, expected, $"a cotangent of shape {dy.Shape} does not fit {of.Name}, whose output has shape {expected}. Pass one of that shape.");
    }
}
