namespace AutoGrad;

internal static partial class Errors
{
    internal static ShapeException ResizeEmpty(string op, Shape x, int from, int to) =>
        Shape(op, x, $"size {from} of {x} cannot become {to}. Both must be 1 or more.");

    internal static ShapeException ResizeRank(string op, Shape x, string mode, string expected) =>
        Shape(op, x, $"mode {mode} needs {expected}, and input {x} has {x.Rank} dimensions. Reshape it, or pick the mode of this rank.");

    internal static ShapeException ResizeCount(string op, Shape x, string what, int given, int spatial) =>
        Shape(op, x, $"{given} values are given for {what} and input {x} has {spatial} spatial dimensions. Pass one for each, or one for all.");

    internal static ShapeException ResizeCorners(string op, string mode) => new(
        $"{op}: alignCorners has no meaning for mode {mode}. Use Linear, Bilinear, Trilinear or Bicubic, or leave it false.{Where()}")
    { Op = op, ModulePath = ModulePath.Current };

    internal static ShapeException ShuffleChannels(string op, Shape x, int channels, long square) =>
        Shape(op, x, $"{channels} channels of {x} are not a multiple of {square}, the square of the factor. Change the channels or the factor.");

    internal static ShapeException ShuffleSizes(string op, Shape x, int factor) =>
        Shape(op, x, $"height and width of {x} are not multiples of {factor}. Pad or crop the input.");
}
