using AutoGrad.NN;
using AutoGrad.Tests.Fixtures;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops.Convolution;

public class ConvolutionTests
{
    public static IEnumerable<object[]> Cases() => Fixture.Cases("convpool").Where(c => c.Op.StartsWith("conv", StringComparison.Ordinal)).Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Convolutions_agree_with_pytorch_at_both_orders(string name)
    {
        FixtureCase c = Fixture.Case("convpool", name);
        FixtureArgs a = c.Args;
        Size2 Pair(string argument, int otherwise)
        {
            int[] values = a.Ints(argument, otherwise);
            return (values[0], values[^1]);
        }

        Padding Pad() => !a.Has("padding") ? 0
            : a["padding"].ValueKind != System.Text.Json.JsonValueKind.String ? Pair("padding", 0)
            : a.Text("padding") == "same" ? Padding.Same : Padding.Valid;
        Recorded.Check(c, x =>
        {
            Variable? bias = x.Length > 2 ? x[2] : null;
            int groups = a.Int("groups", 1);
            Size2 stride = Pair("stride", 1), dilation = Pair("dilation", 1), more = Pair("output_padding", 0);
            return
            [
                c.Op switch
                {
                    "conv1d" => F.Conv1d(x[0], x[1], bias, stride.Width, Pad(), dilation.Width, groups),
                    "conv2d" => F.Conv2d(x[0], x[1], bias, stride, Pad(), dilation, groups),
                    "conv_transpose1d" => F.ConvTranspose1d(x[0], x[1], bias, stride.Width, Pair("padding", 0).Width, more.Width, groups, dilation.Width),
                    _ => F.ConvTranspose2d(x[0], x[1], bias, stride, Pair("padding", 0), more, groups, dilation),
                },
            ];
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Kernels_of_1x1_are_matrix_products(bool withBias)
    {
        // The 70 x 40 positions of 50 channels take two blocks of rows. Whole numbers: all orders of addition give the same sums.
        const int n = 2, c = 50, o = 60, h = 70, w = 40;
        var random = new Random(6);
        Tensor Draw(Shape shape) => Tensor.From<float>([.. Enumerable.Range(0, shape.NumEl).Select(_ => (float)random.Next(-4, 5))]).Reshape(shape);
        var x = new Variable(Draw([n, c, h, w]), requiresGrad: true);
        var f = new Variable(Draw([o, c, 1, 1]), requiresGrad: true);
        Tensor bias = Draw([o]), back = Draw([c]), dy = Draw([n, o, h, w]);
        Variable y = F.Conv2d(x, f, withBias ? new Variable(bias) : null);
        y.Backward(dy);
        Tensor transposed = F.ConvTranspose2d(dy, f.Data, withBias ? new Variable(back) : null).Data;
        Tensor filters = f.Data.Reshape(o, c), images = x.Data.Reshape(n, c, h * w), cotangents = dy.Reshape(n, o, h * w);
        Tensor forward = filters.MatMul(images), input = filters.Transpose(0, 1).MatMul(cotangents);
        Tensor weight = cotangents.MatMul(images.Transpose(1, 2)).Sum(0);
        Assert.Equal((withBias ? forward + bias.Reshape(o, 1) : forward).ToArray<float>(), y.Data.ToArray<float>());
        Assert.Equal(input.ToArray<float>(), x.Grad!.Data.ToArray<float>());
        Assert.Equal(weight.ToArray<float>(), f.Grad!.Data.ToArray<float>());
        Assert.Equal((withBias ? input + back.Reshape(c, 1) : input).ToArray<float>(), transposed.ToArray<float>());
    }

    [Fact]
    public void Large_images_in_float32_agree_with_a_direct_sum()
    {
        // 3 blocks of output rows and several partial weight gradients: the cuts of the kernel are all taken.
        const int n = 9, c = 8, o = 4, h = 70, w = 70, k = 3;
        var random = new Random(5);
        Tensor Draw(Shape shape) => Tensor.From<float>([.. Enumerable.Range(0, shape.NumEl).Select(_ => (random.Next(17) - 8) / 8f)]).Reshape(shape);
        var x = new Variable(Draw([n, c, h, w]), requiresGrad: true);
        var f = new Variable(Draw([o, c, k, k]), requiresGrad: true);
        Variable y = F.Conv2d(x, f, stride: 1, padding: 1);
        float[] xs = x.Data.ToArray<float>(), fs = f.Data.ToArray<float>(), ys = y.Data.ToArray<float>();
        Tensor cotangent = Draw(y.Shape);
        float[] ds = cotangent.ToArray<float>();
        double[] dx = new double[xs.Length], df = new double[fs.Length];
        for (int i = 0; i < ys.Length; i++)
        {
            (int at, int column) = Math.DivRem(i, w);
            (at, int row) = Math.DivRem(at, h);
            (int image, int channel) = Math.DivRem(at, o);
            double sum = 0;
            for (int t = 0; t < c * k * k; t++)
            {
                int r = row + (t / k % k) - 1, q = column + (t % k) - 1;
                if (r >= 0 && r < h && q >= 0 && q < w)
                {
                    int from = (((((image * c) + (t / (k * k))) * h) + r) * w) + q, filter = (channel * c * k * k) + t;
                    sum += xs[from] * (double)fs[filter];
                    dx[from] += ds[i] * (double)fs[filter];
                    df[filter] += ds[i] * (double)xs[from];
                }
            }

            Assert.Equal(sum, ys[i], 1e-4);
        }

        Variable?[] grads = Autodiff.Grad([y], [x, f], [cotangent]);
        float[] gx = grads[0]!.Data.ToArray<float>(), gf = grads[1]!.Data.ToArray<float>();
        Assert.All(Enumerable.Range(0, gx.Length), i => Assert.Equal(dx[i], gx[i], 1e-4));
        Assert.All(Enumerable.Range(0, gf.Length), i => Assert.Equal(df[i], gf[i], 2e-2));
    }

    [Fact]
    public void Wrong_calls_name_both_sides_and_the_remedy()
    {
        static void Refuses(Action call, string message) => Assert.Contains(message, Assert.Throws<ShapeException>(call).Message, StringComparison.Ordinal);
        Variable image = Tensor.Zeros([1, 3, 4, 4]), filters = Tensor.Zeros([2, 3, 3, 3]);
        Refuses(() => F.Conv2d(Tensor.Zeros([3, 4]), filters), "Conv2d: input [3, 4] has 2 dimensions; expected 4, or 3 without a batch.");
        Refuses(() => F.Conv2d(image, filters, stride: 2, padding: Padding.Same), "Conv2d: Padding.Same keeps the size at stride 1 only, and stride is 2. Pass the padding in numbers.");
        Refuses(() => F.Conv2d(image, filters, groups: 2), "input [1, 3, 4, 4] has 3 channels, weight [2, 3, 3, 3] with groups 2 takes 6 (3 per group).");
        Refuses(() => F.Conv1d(Tensor.Zeros([1, 3, 4]), filters), "Conv1d: [2, 3, 3, 3] has 4 dimensions; expected 3.");
        Refuses(() => F.Conv1d(Tensor.Zeros([1, 3, 4]), Tensor.Zeros([2, 1, 3])), "Conv1d: input [1, 3, 4] has 3 channels, weight [2, 1, 3] with groups 1 takes 1 (1 per group).");
        Refuses(() => F.Conv1d(Tensor.Zeros([1, 3, 4]), Tensor.Zeros([2, 3, 5])), "Conv1d: the padded input is 4 long (input [1, 3, 4]), the kernel spans 5 (weight [2, 3, 5]).");
        Refuses(() => F.ConvTranspose2d(image, filters), "ConvTranspose2d: input [1, 3, 4, 4] has 3 channels, weight [2, 3, 3, 3] takes 2.");
        Refuses(() => F.ConvTranspose2d(image, Tensor.Zeros([3, 2, 3, 3]), outputPadding: 1), "ConvTranspose2d: outputPadding 1 is not smaller than stride 1 or dilation 1. Keep it in [0, 0].");
        Refuses(() => F.ConvTranspose2d(image, Tensor.Zeros([3, 2, 1, 1]), padding: 2), "gives an output of 0 x 0. Use less padding or more output padding.");
    }

    [Fact]
    public void A_batch_that_lacks_its_channel_is_named_as_it_was_passed()
    {
        static void Refuses(Action call, string message)
        {
            string text = Assert.Throws<ShapeException>(call).Message;
            Assert.StartsWith(message, text, StringComparison.Ordinal);
            Assert.DoesNotContain("[1, 4, 16", text, StringComparison.Ordinal);
        }

        Variable images = Tensor.Zeros([4, 16, 16]), lines = Tensor.Zeros([4, 16]);
        Refuses(
            () => new Conv2d(1, 8, 3).Call(images),
            "Conv2d: input [4, 16, 16] has 3 dimensions, so it was taken as one sample without a batch, [C, H, W], of 4 channels; weight [8, 1, 3, 3] takes 1. Pass [1, H, W], or a batch, [N, 1, H, W]: x.Unsqueeze(1) adds the channel.");
        Refuses(
            () => F.Conv1d(lines, Tensor.Zeros([6, 1, 3]), groups: 3),
            "Conv1d: input [4, 16] has 2 dimensions, so it was taken as one sample without a batch, [C, L], of 4 channels; weight [6, 1, 3] takes 3. Pass [3, L], or a batch, [N, 3, L].");
        Refuses(() => F.ConvTranspose2d(images, Tensor.Zeros([2, 3, 3, 3])), "ConvTranspose2d: input [4, 16, 16] has 3 dimensions, so it was taken as one sample");
        Refuses(() => F.ConvTranspose1d(lines, Tensor.Zeros([2, 3, 3])), "ConvTranspose1d: input [4, 16] has 2 dimensions, so it was taken as one sample");
        Assert.Equal("[4, 8, 14, 14]", new Conv2d(1, 8, 3).Call(images.Unsqueeze(1)).Shape.ToString());
    }

    [Fact]
    public void Output_padding_between_stride_and_dilation_is_accepted_as_in_pytorch()
    {
        // torch.nn.functional.conv_transpose1d(torch.tensor([[[1., 2.]]]), torch.tensor([[[1., 10.]]]), dilation=3, output_padding=2)
        Variable y = F.ConvTranspose1d(Tensor.From<float>([1, 2]).Reshape(1, 1, 2), Tensor.From<float>([1, 10]).Reshape(1, 1, 2), dilation: 3, outputPadding: 2);
        Assert.Equal([1, 2, 0, 10, 20, 0, 0], y.Data.ToArray<float>());
    }
}
