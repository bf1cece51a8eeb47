namespace AutoGrad;

internal static partial class Errors
{
    internal static ShapeException NormRank(string op, Shape x) =>
        Shape(op, x, $"input {x} has {x.Rank} dimensions; expected [N, C] or [N, C, ...]. Reshape it.");

    internal static ShapeException NormShape(string op, string what, Shape given, Shape expected, Shape x) =>
        Shapes(op, given, expected, $"{what} {given} does not fit input {x}, which needs {expected}. Make the layer for this size, or reshape the input.");

    internal static ShapeException NormTooFew(string op, Shape x, int values) =>
        Shape(op, x, $"training needs more than one value per channel and input {x} has {values}. Use a larger batch, or call Eval() first.");

    internal static ShapeException NormTrailing(string op, Shape x, Shape normalized) =>
        Shapes(op, x, normalized, $"input {x} does not end in normalizedShape {normalized}. Reshape the input, or make the layer for its last dimensions.");

    internal static ShapeException NormGroups(string op, Shape x, int channels, int groups) =>
        Shape(op, x, $"{channels} channels of {x} cannot be split into {groups} groups. Let numGroups divide the channels.");

    internal static ShapeException NormStatistics(string op) =>
        new($"{op}: evaluation needs runningMean and runningVar, and one is null. Pass both, or training: true.{Where()}") { Op = op, ModulePath = ModulePath.Current };
}
