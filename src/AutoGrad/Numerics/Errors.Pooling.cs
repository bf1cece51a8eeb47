namespace AutoGrad;

internal static partial class Errors
{
    internal static ShapeException PoolIndex(int index, int size) =>
        new($"MaxPool: index {index} is outside a plane of {size} elements. Use the indices of the pool whose input had this shape.") { Op = "MaxPool" };

    internal static ShapeException PoolRank(string op, Shape x, int rank) =>
        Shape(op, x, $"input {x} has {x.Rank} dimensions; expected {rank + 1}, or {rank} without a batch. Reshape it.");

    internal static ShapeException PoolPadding(string op, int pad, int kernel) => new(
        $"{op}: padding {pad} is more than half of kernel size {kernel}. Keep it in [0, {kernel / 2}].{Where()}")
    { Op = op, ModulePath = ModulePath.Current };

    internal static ShapeException PoolTooSmall(string op, Shape x, long padded, long span) =>
        Shape(op, x, $"the kernel spans {span} and the padded input {padded} (input {x}). Pad more or use a smaller kernel or dilation.");

    internal static ShapeException PoolOnlyPadding(string op, Shape x, int window, int pad, int dilation) =>
        Shape(op, x, $"window {window} reads nothing but padding (padding {pad}, dilation {dilation}, input {x}). Use less padding or dilation.");

    internal static ShapeException PoolEmpty(string op, Shape x) =>
        Shape(op, x, $"input {x} has no elements along the pooled dimensions. Only the batch may be empty.");

    internal static ShapeException PoolIndexShape(string op, Shape x, Shape index) =>
        Shapes(op, x, index, $"values {x} and indices {index} do not belong to one pool. Leading sizes must agree.");
}
