using F = AutoGrad.NN.Functional;

namespace AutoGrad.VsPyTorch.Cases;

/// <summary>Conv2d with bias; backward gives the gradients of input, weight and bias.</summary>
internal static class Convolutions
{
    private const string Family = "conv2d";

    public static IEnumerable<Case> Cases =>
    [
        Forward("32x64x56x56 to 64, 3x3", 1.4, 3, [32, 64, 56, 56], 64, 3),
        Both("32x64x56x56 to 64, 3x3", 1.4, 2, [32, 64, 56, 56], 64, 3),
        Both("32x3x32x32 to 64, 3x3", 1, 1.5, [32, 3, 32, 32], 64, 3),
        Both("32x256x14x14 to 256, 3x3", 1, 1.5, [32, 256, 14, 14], 256, 3),
        Both("32x256x14x14 to 256, 1x1", 1, 1.5, [32, 256, 14, 14], 256, 1),
        Both("32x64x56x56 to 128, 3x3, stride 2", 1, 1.5, [32, 64, 56, 56], 128, 3, stride: 2),
        Both("32x128x28x28 to 128, 3x3, 4 groups", 1, 1.5, [32, 128, 28, 28], 128, 3, groups: 4),
        Both("32x128x28x28, 3x3, depthwise", 1, 1.5, [32, 128, 28, 28], 128, 3, groups: 128),
    ];

    private static Case Forward(string name, double must, double aim, Shape x, int outputs, int kernel) => new(Family, $"{name}, forward", must, aim, $"""
        def step():
            with torch.no_grad(): return F.conv2d(x, w, b, padding={kernel / 2})
        """,
        data =>
        {
            Tensor input = data.Normal("x", x), w = data.Normal("w", [outputs, x[1], kernel, kernel]), b = data.Normal("b", [outputs]);
            return () => F.Conv2d(input, w, b, padding: kernel / 2);
        })
    {
        Work = new(Flops: Flops(x, outputs, kernel, 1, 1)),
    };

    private static Case Both(string name, double must, double aim, Shape x, int outputs, int kernel, int stride = 1, int groups = 1) =>
        new(Family, $"{name}, forward and backward", must, aim, $"""
            def step(): return back(F.conv2d(x, w, b, stride={stride}, padding={kernel / 2}, groups={groups}), dy)
            """,
            data =>
            {
                Variable input = data.Leaf("x", x), w = data.Leaf("w", [outputs, x[1] / groups, kernel, kernel]), b = data.Leaf("b", [outputs]);
                int height = ((x[2] + (2 * (kernel / 2)) - kernel) / stride) + 1, width = ((x[3] + (2 * (kernel / 2)) - kernel) / stride) + 1;
                Tensor dy = data.Normal("dy", [x[0], outputs, height, width]);
                return data.Backward(() => F.Conv2d(input, w, b, stride: stride, padding: kernel / 2, groups: groups), dy);
            })
        {
            Work = new(Flops: 3 * Flops(x, outputs, kernel, stride, groups)),
        };

    /// <summary>Of a direct convolution in one direction; Winograd needs fewer, so it may show more than all of the limit.</summary>
    private static double Flops(Shape x, int outputs, int kernel, int stride, int groups) =>
        2.0 * x[0] * outputs * (x[1] / groups) * kernel * kernel * (x[2] / stride) * (x[3] / stride);
}
