namespace AutoGrad;

/// <summary>Refusals of reductions.</summary>
internal static partial class Errors
{
    internal static ShapeException NothingToReduce(string op, Shape shape) =>
        Shape(op, shape, $"shape {shape} has no elements to choose from. Reduce dimensions that have elements.");

    internal static ShapeException NothingToScan(string op, Shape shape) =>
        Shape(op, shape, $"the reduced dimension of shape {shape} has no elements to choose from. Reduce a dimension that has elements.");
}
