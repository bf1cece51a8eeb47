namespace AutoGrad;

internal static partial class Errors
{
    /// <summary>A dimension asked of a scalar, which has none.</summary>
    internal static ShapeException ScalarHasNoDim(string op, int dim) =>
        Shape(op, AutoGrad.Shape.Scalar, $"dim {dim} was given for a scalar, which has no dimensions. Give it one with Unsqueeze(0).");

    internal static ShapeException NotViewable(Shape from, int[] strides, Shape to) =>
        Shapes("View", from, to, $"{from} with strides [{string.Join(", ", strides)}] cannot be seen as {to} without a copy. Use Reshape, or Contiguous() first.");

    internal static ShapeException RankOutOfRange(string op, Shape shape, int low, int high) => Shape(
        op, shape, $"shape {shape} has {shape.Rank} dimensions; {(high == int.MaxValue ? $"at least {low}" : low == 0 ? $"at most {high}" : low == high ? $"{low}" : $"{low} to {high}")} are needed. Reshape it.");

    internal static ShapeException NothingToJoin(string op) =>
        new($"{op}: the list of tensors is empty. Pass at least one.") { Op = op };

    internal static ShapeException DoesNotJoin(string op, Shape first, Shape other, int position, int dim) => Shapes(
        op, first, other, $"tensor {position} of shape {other} does not fit tensor 0 of shape {first}: {(op == "Stack" ? "all shapes must be equal" : $"they may differ in dim {dim} only")}. Reshape or slice one of them.");

    internal static ShapeException SizesDoNotAdd(string op, ReadOnlySpan<int> sizes, int size, int dim, Shape shape) => Shape(
        op, shape, $"sizes [{string.Join(", ", sizes.ToArray())}] do not add up to {size}, the size of dim {dim} of shape {shape}. Make their sum equal.");

    internal static ShapeException SizeTooLarge(string op, Shape shape, double size) =>
        Shape(op, shape, $"a dimension of shape {shape} would become {Text(size)} long, and {int.MaxValue} is the most. Pass smaller numbers.");

    internal static ShapeException TooManyParts(string op, string argument, int parts, Shape shape, int most) =>
        Shape(op, shape, $"{argument} is {parts}; at most {most} parts can be made of shape {shape}. Pass fewer.");

    internal static ShapeException NotPositive(string op, string argument, int value, Shape shape, int least) =>
        Shape(op, shape, $"{argument} is {value}; it must be {least} or more.");
}
