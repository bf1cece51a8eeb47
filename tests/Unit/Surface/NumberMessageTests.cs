using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Surface;

/// <summary>What is said where a number is far out of range: who refuses, which number, and what to pass.</summary>
public sealed class NumberMessageTests
{
    private static readonly Tensor Image = Tensor.Ones([1, 1, 4, 4]);

    private static readonly (Action Call, string Message)[] Refused =
    [
        (static () => F.Interpolate(Image, 1e300), "Interpolate: a dimension of shape [1, 1, 4, 4] would become 4E+300 long, and 2147483647 is the most. Pass smaller numbers."),
        (static () => F.Interpolate(Image, double.NaN), "Interpolate: scaleFactor is NaN. Pass finite numbers above 0."),
        (static () => F.Interpolate(Image, 40_000.0), "Shape: [1, 1, 160000, 160000] has more than 2147483647 elements, the limit of one tensor. Split it along a dimension."),
        (static () => F.PixelShuffle(Tensor.Ones([1, 4, 1, 1]), 65_536), "PixelShuffle: 4 channels of [1, 4, 1, 1] are not a multiple of 4294967296, the square of the factor."),
        (static () => F.MaxPool2d(Image, 2, dilation: int.MaxValue), "MaxPool2d: the kernel spans 2147483648 and the padded input 4 (input [1, 1, 4, 4])."),
        (static () => F.MaxPool2d(Image, int.MaxValue, padding: 1 << 30), "MaxPool2d: padding 1073741824 is more than half of kernel size 2147483647."),
        (static () => F.Conv2d(Image, Tensor.Ones([1, 1, 2, 2]), padding: int.MaxValue), "Conv2d: with its padding the input [1, 1, 4, 4] would be 4294967298 long in one dimension; 1073741823 is the most. Pad less."),
        (static () => F.Conv2d(Image, Tensor.Ones([1, 1, 2, 2]), dilation: int.MaxValue), "Conv2d: the padded input is 4 x 4 (input [1, 1, 4, 4]), the kernel spans 2147483648 x 2147483648"),
        (static () => F.Conv2d(Image, Tensor.Ones([1, 2, 1, 1]), groups: int.MaxValue), "Conv2d: input [1, 1, 4, 4] has 1 channels"),
        (static () => F.ConvTranspose2d(Image, Tensor.Ones([1, 1, 2, 2]), stride: int.MaxValue), "ConvTranspose2d: a dimension of shape [1, 1, 4, 4] would become 6442450943 long"),
        (static () => F.Fold(Tensor.Ones([1, 4, 4]), 4, 65_536), "Fold: the padded input is 4 x 4 (input [1, 0, 4, 4]), the kernel spans 65536 x 65536"),
        (static () => Tensor.Ones([2]).Tile([int.MaxValue]), "Repeat: a dimension of shape [2] would become 4294967294 long"),
        (static () => Tensor.Ones([2]).RepeatInterleave(int.MaxValue), "Shape: [2, 2147483647] has more than 2147483647 elements"),
        (static () => Tensor.Ones([2]).RepeatInterleave(Tensor.From(int.MaxValue)), "RepeatInterleave: a dimension of shape [2] would become 4294967294 long"),
        (static () => Tensor.Ones([2]).TensorSplit(int.MaxValue), "TensorSplit: sections is 2147483647; at most 65536 parts can be made of shape [2]. Pass fewer."),
        (static () => Tensor.Ones([0]).Chunk(int.MaxValue), "Chunk: chunks is 2147483647; at most 65536 parts can be made of shape [0]. Pass fewer."),
        (static () => Tensor.Ones([2]).DiagEmbed(int.MinValue), "DiagEmbed: a dimension of shape [2] would become 2147483650 long"),
        (static () => F.OneHot(Tensor.From(long.MaxValue)), "OneHot: a dimension of shape [] would become 9.223372036854776E+18 long"),
        (static () => _ = Tensor.Ones([2, 3]).Shape[5], "Shape: index 5 is outside 0..1 for shape [2, 3] of 2 dimensions. Count from the end with ^1, or ask Size(dim)."),
        (static () => Tensor.Zeros([int.MaxValue]), "Tensor: Float32 [2147483647] takes 8,589,934,588 bytes; one tensor holds at most"),
        (static () => _ = new AutoGrad.NN.LSTM(1, 1, int.MaxValue), "LSTM: numLayers is 2147483647. Pass 1 to 10000 layers."),
    ];

    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, Refused.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_refusal_names_the_operation_the_number_and_the_remedy(int index) =>
        Assert.StartsWith(Refused[index].Message, Assert.ThrowsAny<ArgumentException>(Refused[index].Call).Message, StringComparison.Ordinal);

    [Fact]
    public void A_stride_or_dilation_beyond_the_image_gives_the_one_window_there_is()
    {
        Tensor x = Tensor.Arange(16).To(DType.Float32).Reshape(1, 1, 4, 4);
        Assert.Equal([5f], F.MaxPool2d(x, 2, stride: int.MaxValue).Data.ToArray<float>());
        Assert.Equal([2.5f], F.AvgPool2d(x, 2, stride: int.MaxValue).Data.ToArray<float>()); // (0 + 1 + 4 + 5) / 4
        Assert.Equal([10f], F.Conv2d(x, Tensor.Ones([1, 1, 2, 2]), stride: int.MaxValue).Data.ToArray<float>());
        Assert.Equal(x.ToDoubles(), F.Conv2d(x, Tensor.Ones([1, 1, 1, 1]), dilation: int.MaxValue).Data.ToDoubles());
        Assert.Equal(x.ToDoubles(), F.MaxPool2d(x, 1, stride: 1, dilation: int.MaxValue).Data.ToDoubles());
        var v = new Variable(x, requiresGrad: true);
        F.Conv2d(v, Tensor.Ones([1, 1, 1, 1]), stride: int.MaxValue).Sum().Backward();
        Assert.Equal([1.0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], v.Grad!.Data.ToDoubles());
    }

    [Fact]
    public void A_derivative_of_very_high_order_is_infinite_at_once()
    {
        Tensor x = Tensor.From(0.5);
        Assert.Equal(double.PositiveInfinity, x.Polygamma(int.MaxValue).Item());
        Assert.Equal(double.NegativeInfinity, x.Polygamma(int.MaxValue - 1).Item()); // (-1)^(n + 1) n! zeta(n + 1, x)
        var v = new Variable(x, requiresGrad: true);
        v.Polygamma(int.MaxValue).Backward();
        Assert.Equal(double.NegativeInfinity, v.Grad!.Item());
    }
}
