using AutoGrad.NN;
using AutoGrad.Tests.Fixtures;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops.Pooling;

public class PoolingTests
{
    public static IEnumerable<object[]> Cases() => Fixture.Cases("convpool").Where(c => c.Op.Contains("pool", StringComparison.Ordinal)).Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pools_agree_with_pytorch_at_both_orders(string name)
    {
        FixtureCase c = Fixture.Case("convpool", name);
        FixtureArgs a = c.Args;
        Size2 Pair(string argument, int otherwise)
        {
            int[] values = a.Ints(argument, otherwise);
            return (values[0], values[^1]);
        }

        Size2? Stride() => a.Has("stride") ? Pair("stride", 0) : null;
        bool ceil = a.Bool("ceil_mode"), countPad = a.Bool("count_include_pad", true);
        Recorded.Check(c, inputs =>
        {
            Variable x = inputs[0];
            Size2 kernel = a.Has("kernel_size") ? Pair("kernel_size", 0) : 0, pad = Pair("padding", 0), dilation = Pair("dilation", 1);
            switch (c.Op)
            {
                case "max_pool1d":
                    return [F.MaxPool1d(x, kernel.Width, Stride()?.Width, pad.Width, dilation.Width, ceil)];
                case "max_pool2d" when a.Bool("return_indices"):
                    (Variable y, Tensor indices) = F.MaxPool2dWithIndices(x, kernel, Stride(), pad, dilation, ceil);
                    return [y, indices];
                case "max_pool2d":
                    return [F.MaxPool2d(x, kernel, Stride(), pad, dilation, ceil)];
                case "avg_pool1d":
                    return [F.AvgPool1d(x, kernel.Width, Stride()?.Width, pad.Width, ceil, countPad)];
                case "avg_pool2d":
                    return [F.AvgPool2d(x, kernel, Stride(), pad, ceil, countPad, a.Has("divisor_override") ? a.Int("divisor_override") : null)];
                case "adaptive_avg_pool1d":
                    return [F.AdaptiveAvgPool1d(x, a.Int("output_size"))];
                default:
                    var sizes = a["output_size"].EnumerateArray().Select(e => e.ValueKind == System.Text.Json.JsonValueKind.Null ? -1 : e.GetInt32()).ToArray();
                    return [F.AdaptiveAvgPool2d(x, (sizes[0], sizes[1]))];
            }
        });
    }

    [Fact]
    public void Adaptive_maxima_take_overlapping_windows()
    {
        // torch.nn.functional.adaptive_max_pool1d(torch.tensor([[3., 1., 4., 1., 5.]]), 3) reads 0..2, 1..4, 3..5
        var x = new Variable(Tensor.From<double>([3, 1, 4, 1, 5]).Reshape(1, 5), requiresGrad: true);
        Variable y = F.AdaptiveMaxPool1d(x, 3);
        Assert.Equal([3, 4, 5], y.Data.ToArray<double>());
        y.Backward(Tensor.From<double>([1, 10, 100]).Reshape(1, 3));
        Assert.Equal([1, 0, 10, 0, 100], x.Grad!.Data.ToArray<double>());
        Assert.Equal([5], F.AdaptiveMaxPool2d(x.Reshape(1, 1, 5), 1).Data.ToArray<double>());
    }

    [Fact]
    public void Indices_of_lines_are_positions_along_the_input()
    {
        (Variable y, Tensor indices) = F.MaxPool1dWithIndices(Tensor.From<float>([1, 7, 7, 2, 9, 3]).Reshape(1, 6), 3);
        Assert.Equal([7, 9], y.Data.ToArray<float>());
        Assert.Equal([1L, 4L], indices.ToArray<long>());
        Assert.Equal([1, 2], indices.Shape.ToArray());
    }

    [Fact]
    public void Many_planes_in_parallel_give_what_one_plane_gives()
    {
        Tensor plane = Tensor.From<float>([.. Enumerable.Range(0, 64 * 64).Select(i => (float)(i * 37 % 1009))]).Reshape(1, 1, 64, 64);
        float[] one = F.MaxPool2d(plane, 3, 2, 1).Data.ToArray<float>();
        float[] many = F.MaxPool2d(plane.Expand([6, 5, 64, 64]), 3, 2, 1).Data.ToArray<float>();
        Assert.Equal(30 * one.Length, many.Length);
        Assert.All(Enumerable.Range(0, 30), p => Assert.Equal(one, many[(p * one.Length)..((p + 1) * one.Length)]));
    }

    [Fact]
    public void Wrong_calls_name_both_sides_and_the_remedy()
    {
        static void Refuses(Action call, string message) => Assert.Contains(message, Assert.Throws<ShapeException>(call).Message, StringComparison.Ordinal);
        Variable image = Tensor.Zeros([1, 3, 4, 4]);
        Refuses(() => F.MaxPool2d(Tensor.Zeros([3, 4]), 2), "MaxPool2d: input [3, 4] has 2 dimensions; expected 4, or 3 without a batch.");
        Refuses(() => F.MaxPool2d(image, 2, padding: 2), "MaxPool2d: padding 2 is more than half of kernel size 2. Keep it in [0, 1].");
        Refuses(() => F.MaxPool2d(image, 5), "MaxPool2d: the kernel spans 5 and the padded input 4 (input [1, 3, 4, 4]).");
        Refuses(() => F.AvgPool2d(image, 2, divisorOverride: 0), "AvgPool2d: divisorOverride is 0. Pass 1 or more.");
        Refuses(() => F.AdaptiveAvgPool2d(image, -3), "AdaptiveAvgPool2d: outputSize is -3. Pass 0 or more.");
        Refuses(() => F.AvgPool1d(image, 2), "AvgPool1d: input [1, 3, 4, 4] has 4 dimensions; expected 3, or 2 without a batch.");
    }
}
