namespace AutoGrad;

/// <summary>Refusals of matrix products.</summary>
internal static partial class Errors
{
    internal static ShapeException InnerSizes(string op, Shape a, Shape b, int innerA, int innerB) =>
        Shapes(op, a, b, $"{a} x {b}: inner sizes {innerA} and {innerB} differ. Transpose or reshape one side.");

    internal static ShapeException Ranks(string op, Shape a, int rankA, Shape b, int rankB) =>
        Shapes(op, a, b, $"{a} x {b}: needs {rankA} and {rankB} dimensions, got {a.Rank} and {b.Rank}. Use MatMul, which takes any, or reshape.");

    internal static ShapeException ScalarFactor(string op, Shape a, Shape b) =>
        Shapes(op, a, b, $"{a} x {b}: both sides need at least 1 dimension. Multiply by a scalar with Mul.");

    internal static DTypeException FactorTypes(string op, DType a, DType b) => SidesDiffer(op, "the left side", a, "the right side", b);

    internal static ShapeException LinearShapes(Shape x, Shape weight) => Shapes("Linear", x, weight, weight.Rank != 2
        ? $"weight {weight} is not a matrix. Pass [out_features, in_features]."
        : x.Rank == 0 ? $"input [] is a scalar; weight {weight} takes [..., {weight[1]}]. Reshape the input."
        : $"input {x} and weight {weight}: the last sizes {x[^1]} and {weight[1]} differ. Reshape the input or fit the layer's input size.");

    internal static ShapeException LinearBias(Shape bias, Shape weight) =>
        Shapes("Linear", bias, weight, $"bias {bias} does not fit weight {weight}. Pass [{weight[0]}].");
}
