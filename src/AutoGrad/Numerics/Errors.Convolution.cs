namespace AutoGrad;

internal static partial class Errors
{
    /// <summary>Refuses a parameter below its smallest legal value.</summary>
    internal static void AtLeast(string op, string parameter, int value, int smallest)
    {
        if (value < smallest)
        {
            throw new ShapeException($"{op}: {parameter} is {value}. Pass {smallest} or more.{Where()}") { Op = op, ModulePath = ModulePath.Current };
        }
    }

    /// <summary>Refuses paddings with which positions in the padded input would no longer fit an int, in any sum of two.</summary>
    internal static void RequirePlace(string op, Shape x, long padded)
    {
        const long Most = (1 << 30) - 1;
        if (padded > Most)
        {
            throw Shape(op, x, $"with its padding the input {x} would be {padded} long in one dimension; {Most} is the most. Pad less.");
        }
    }

    internal static ShapeException ConvRank(string op, Shape x, Shape w) =>
        Shapes(op, x, w, $"input {x} and weight {w} have {x.Rank} and {w.Rank} dimensions; both need 4, [N, C, H, W] and [out, in, kernelH, kernelW]. Add or drop dimensions with Unsqueeze or Squeeze.");

    internal static ShapeException ConvChannels(string op, Shape x, Shape w, int channels, long perGroup, int groups) =>
        Shapes(op, x, w, $"input {x} has {channels} channels, weight {w} with groups {groups} takes {perGroup * groups} ({perGroup} per group). Change the input's channels, the weight or groups.");

    internal static ShapeException ConvSampleChannels(string op, Shape x, Shape w, long channels)
    {
        string sizes = x.Rank == 3 ? "H, W" : "L";
        return Shapes(op, x, w, $"input {x} has {x.Rank} dimensions, so it was taken as one sample without a batch, [C, {sizes}], of {x[0]} channel{(x[0] == 1 ? "" : "s")}; weight {w} takes {channels}. Pass [{channels}, {sizes}], or a batch, [N, {channels}, {sizes}]{(channels == 1 ? ": x.Unsqueeze(1) adds the channel" : "")}.");
    }

    internal static ShapeException ConvTransposeChannels(string op, Shape x, Shape w, int channels, int expected) =>
        Shapes(op, x, w, $"input {x} has {channels} channels, weight {w} takes {expected}. A transposed convolution's weight is [in, out / groups, kernelH, kernelW].");

    internal static ShapeException ConvGroups(string op, Shape w, int channels, int groups) =>
        Shape(op, w, $"{channels} channels of {w} cannot be split: groups is {groups}. Let groups divide the channels.");

    internal static ShapeException ConvBias(string op, Shape bias, int channels) =>
        Shape(op, bias, $"bias {bias} does not fit {channels} output channels. Pass a bias of shape [{channels}].");

    internal static ShapeException ConvBatch(string op, Shape x, Shape dy) =>
        Shapes(op, x, dy, $"input {x} and output gradient {dy} are not two [N, C, H, W] tensors of one batch size. Pass the tensors of one convolution.");

    internal static ShapeException ConvGradient(string op, Shape dy, int height, int width) =>
        Shape(op, dy, $"output gradient {dy} is not what the window gives, {height} x {width} positions. Pass the gradient of this convolution's output.");

    internal static ShapeException ConvTooSmall(string op, Shape x, Shape w, long height, long width, long spanH, long spanW) =>
        Shapes(op, x, w, $"the padded input is {height} x {width} (input {x}), the kernel spans {spanH} x {spanW} (weight {w}). Pad more or use a smaller kernel or dilation.");

    internal static ShapeException ConvLineTooShort(string op, Shape x, Shape w, long length, long span) =>
        Shapes(op, x, w, $"the padded input is {length} long (input {x}), the kernel spans {span} (weight {w}). Pad more or use a smaller kernel or dilation.");

    internal static ShapeException ConvTransposeTooSmall(string op, Shape x, Shape w, long height, long width) =>
        Shapes(op, x, w, $"input {x} with weight {w} gives an output of {height} x {width}. Use less padding or more output padding.");

    internal static ShapeException OutputPadding(string op, int outputPadding, int stride, int dilation) => new(
        $"{op}: outputPadding {outputPadding} is not smaller than stride {stride} or dilation {dilation}. Keep it in [0, {Math.Max(stride, dilation) - 1}].{Where()}")
    { Op = op, ModulePath = ModulePath.Current };

    internal static ShapeException SameWithStride(string op, int strideH, int strideW) => new(
        $"{op}: Padding.Same keeps the size at stride 1 only, and stride is {(strideH == strideW ? $"{strideH}" : $"({strideH}, {strideW})")}. Pass the padding in numbers.{Where()}")
    { Op = op, ModulePath = ModulePath.Current };

    internal static ShapeException FoldColumns(string op, Shape columns, Shape expected, Shape image) =>
        Shapes(op, columns, expected, $"columns {columns} are not {expected}, which this window gives for an image {image}. Check kernelSize, stride, padding and outputSize.");
}
