using AutoGrad.NN;
using AutoGrad.Tests.Fixtures;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops.Resize;

public class ResizeTests
{
    public static IEnumerable<object[]> Cases() => Fixture.Cases("convpool").Where(c => c.Op is "interpolate" or "pad").Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Padding_and_resizing_agree_with_pytorch_at_both_orders(string name)
    {
        FixtureCase c = Fixture.Case("convpool", name);
        FixtureArgs a = c.Args;
        Recorded.Check(c, x =>
        {
            string mode = a.Text("mode", c.Op == "pad" ? "constant" : "nearest");
            if (c.Op == "pad")
            {
                return [F.Pad(x[0], a.Ints("pad"), Enum.Parse<PadMode>(mode, ignoreCase: true), a.Double("value", 0))];
            }

            InterpolateMode rule = Enum.Parse<InterpolateMode>(mode, ignoreCase: true);
            bool corners = a.Bool("align_corners");
            return a.Has("size") ? [F.Interpolate(x[0], Shape.Create(a.Ints("size")), rule, corners)]
                : [F.Interpolate(x[0], a.Doubles("scale_factor"), rule, corners, a.Bool("recompute_scale_factor"))];
        });
    }

    [Fact]
    public void Cubic_exact_area_and_trilinear_agree_with_pytorch()
    {
        // x = (torch.arange(12.) ** 2 / 10).reshape(1, 1, 3, 4); torch.nn.functional.interpolate(x, ...)
        Variable x = (Tensor.Arange(12).To(DType.Float64).Square() / 10).Reshape(1, 1, 3, 4);
        Same([0.178372656, 0.326296094, 0.6359375, 1.13217891, 1.59280234, 5.27477734, 6.29145391, 7.7515625, 9.39827109, 10.7276477], F.Interpolate(x, [2, 5], InterpolateMode.Bicubic)); // bicubic, size=(2, 5)
        Same([0, 0.045703125, 0.2125, 0.544921875, 0.9, 6.4, 7.51445312, 9.0125, 10.6761719, 12.1], F.Interpolate(x, [2, 5], InterpolateMode.Bicubic, alignCorners: true)); // bicubic, size=(2, 5), align_corners=True
        Same([0, 0.4, 0.9, 6.4, 10, 12.1], F.Interpolate(x, [2, 3], InterpolateMode.NearestExact)); // nearest-exact, size=(2, 3)
        Same([1.05, 1.65, 2.45, 4.65, 6.05, 7.65], F.Interpolate(x, [2, 3], InterpolateMode.Area)); // area, size=(2, 3)
        Same([0.1, 0.3, 1.3, 2.1, 4.3, 5.7, 9.1, 11.1], F.Interpolate(x.Reshape(1, 1, 2, 3, 2), 2, InterpolateMode.Trilinear)); // trilinear, x.reshape(1, 1, 2, 3, 2), size=2
    }

    /// <summary>A Float32 position of a few hundred would be off by 1e-5, and so would be values and gradients.</summary>
    [Theory]
    [InlineData(InterpolateMode.Linear, false)]
    [InlineData(InterpolateMode.Linear, true)]
    [InlineData(InterpolateMode.Bicubic, false)]
    [InlineData(InterpolateMode.Bicubic, true)]
    public void Long_lines_in_float32_are_resized_as_in_float64(InterpolateMode mode, bool alignCorners)
    {
        Tensor x = Tensor.Randn(mode == InterpolateMode.Linear ? [1, 1, 900] : [1, 1, 2, 900], DType.Float32, new Generator(5));
        Shape size = mode == InterpolateMode.Linear ? [777] : [2, 777];
        float[] single = F.Interpolate(x, size, mode, alignCorners).Data.ToArray<float>();
        double[] exact = F.Interpolate(x.To(DType.Float64), size, mode, alignCorners).Data.ToArray<double>();
        Assert.All(single.Zip(exact), static pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void Pixel_shuffle_moves_channels_into_the_plane_and_back()
    {
        // torch.nn.functional.pixel_shuffle(torch.arange(16.).reshape(1, 4, 2, 2), 2)
        Variable x = Tensor.Arange(16).Reshape(1, 4, 2, 2);
        Variable y = F.PixelShuffle(x, 2);
        Assert.Equal([1, 1, 4, 4], y.Shape.ToArray());
        Assert.Equal([0L, 4, 1, 5, 8, 12, 9, 13, 2, 6, 3, 7, 10, 14, 11, 15], y.Data.ToArray<long>());
        Assert.Equal(x.Data.ToArray<long>(), F.PixelUnshuffle(y, 2).Data.ToArray<long>());
    }

    [Fact]
    public void Folding_the_windows_counts_how_often_each_element_was_read()
    {
        // torch.nn.functional.fold(torch.nn.functional.unfold(torch.ones(1, 1, 3, 3), 2, padding=1), (3, 3), 2, padding=1)
        Variable columns = F.Unfold(Tensor.Ones([1, 1, 3, 3]), 2, padding: 1);
        Assert.Equal([1, 4, 16], columns.Shape.ToArray());
        Assert.All(F.Fold(columns, 3, 2, padding: 1).Data.ToArray<float>(), v => Assert.Equal(4, v));
        Assert.Equal([0, 1, 3, 4, 1, 2, 4, 5, 3, 4, 6, 7, 4, 5, 7, 8], F.Unfold(Tensor.Arange(9).To(DType.Float32).Reshape(1, 3, 3), 2).Data.ToArray<float>());
    }

    [Fact]
    public void Wrong_calls_name_both_sides_and_the_remedy()
    {
        static void Refuses(Action call, string message) => Assert.Contains(message, Assert.Throws<ShapeException>(call).Message, StringComparison.Ordinal);
        Variable image = Tensor.Zeros([1, 3, 4, 4]);
        Refuses(() => F.Interpolate(image, 2, InterpolateMode.Linear), "Interpolate: mode Linear needs [N, C, L], and input [1, 3, 4, 4] has 4 dimensions.");
        Refuses(() => F.Interpolate(image, [1, 2, 3]), "3 values are given for size and input [1, 3, 4, 4] has 2 spatial dimensions.");
        Refuses(() => F.Interpolate(image, 2, alignCorners: true), "alignCorners has no meaning for mode Nearest.");
        Refuses(() => F.Interpolate(image, 0.1), "size 4 of [1, 3, 4, 4] cannot become 0.");
        Refuses(() => F.PixelShuffle(image, 2), "PixelShuffle: 3 channels of [1, 3, 4, 4] are not a multiple of 4, the square of the factor.");
        Refuses(() => F.PixelUnshuffle(image, 3), "PixelUnshuffle: height and width of [1, 3, 4, 4] are not multiples of 3.");
        Refuses(() => F.Fold(Tensor.Zeros([1, 4, 3]), 3, 2), "Fold: columns [1, 4, 3] are not [1, 4, 4]");
    }

    private static void Same(double[] expected, Variable actual)
    {
        double[] a = actual.Data.ToArray<double>();
        Assert.Equal(expected.Length, a.Length);
        Assert.All(Enumerable.Range(0, a.Length), i => Assert.Equal(expected[i], a[i], 1e-6));
    }
}
