using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Kernels.Convolution;

/// <summary>Every way a convolution is computed (Winograd, columns, depthwise, each at its edges) against sums in double, output and both gradients.</summary>
[Collection(nameof(ThreadSetting))]
public sealed class ConvolutionKernelTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    /// <summary>Images, channels, height, width, output channels, kernel, stride, padding, dilation, groups.</summary>
    public static TheoryData<int[]> Cases =>
    [
        [2, 16, 12, 12, 16, 3, 1, 1, 1, 1],     // Winograd: whole tiles
        [3, 32, 14, 13, 48, 3, 1, 1, 1, 1],     // tiles that stick out, half a panel of filters
        [1, 16, 13, 31, 32, 3, 1, 2, 1, 1],
        [2, 16, 12, 12, 16, 3, 1, 3, 1, 1],     // more padding than the filter reaches
        [1, 16, 9, 300, 16, 3, 1, 0, 1, 1],     // rows of tiles in pieces
        [2, 64, 15, 17, 64, 3, 1, 1, 1, 4],     // groups
        [9, 16, 40, 44, 16, 3, 1, 1, 1, 1],     // tiles in several blocks
        [2, 20, 12, 12, 17, 3, 1, 1, 1, 1],     // channels that Winograd does not take
        [2, 9, 15, 17, 6, 3, 2, 1, 1, 1],       // strides: rows by remainder
        [1, 9, 7, 57, 6, 3, 2, 1, 1, 1],        // stride 2: eight columns at once, and the last eight
        [2, 9, 19, 23, 6, 3, 3, 2, 2, 1],
        [1, 12, 21, 22, 40, 2, 4, 0, 1, 1],     // more stride than filter
        [1, 8, 40, 9, 70, 5, 1, 2, 2, 2],
        [3, 3, 20, 33, 40, 3, 1, 1, 1, 1],      // few channels
        [2, 1, 28, 28, 32, 3, 1, 0, 1, 1],
        [1, 3, 40, 41, 16, 7, 2, 3, 1, 1],
        [2, 40, 14, 14, 33, 1, 1, 0, 1, 1],     // 1 x 1
        [2, 16, 14, 15, 8, 1, 2, 0, 1, 1],
        [3, 8, 15, 37, 8, 3, 1, 1, 1, 8],       // depthwise
        [3, 8, 15, 17, 16, 3, 1, 1, 1, 8],
        [2, 6, 15, 70, 6, 5, 2, 3, 3, 6],
        [2, 4, 5, 4, 4, 3, 3, 1, 1, 4],
        [2, 4, 6, 7, 4, 3, 1, 4, 2, 4],
    ];

    public void Dispose()
    {
        Parallelism.MaxThreads = _threads;
        ConvolutionSettings.AllowWinograd = true;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Category", VectorWidthTests.Trait)]
    public void Float32_is_within_a_few_roundings_of_the_sum(int[] sizes) => Check(sizes, DType.Float32, bound: 16 * Math.Pow(2, -24));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_Winograd_the_error_is_that_of_a_sum(int[] sizes)
    {
        ConvolutionSettings.AllowWinograd = false;
        Check(sizes, DType.Float32, bound: 4 * Math.Pow(2, -24));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Category", VectorWidthTests.Trait)]
    public void Float64_is_always_direct(int[] sizes) => Check(sizes, DType.Float64, bound: 4 * Math.Pow(2, -53));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_thread_count_gives_the_same_bits(int[] sizes)
    {
        Parallelism.MaxThreads = 1;
        float[][] alone = [.. Run(sizes, DType.Float32).Select(t => t.ToArray<float>())];
        foreach (int threads in (int[])[2, 5])
        {
            Parallelism.MaxThreads = threads;
            Assert.Equal(alone, Run(sizes, DType.Float32).Select(t => t.ToArray<float>()));
        }
    }

    [Fact]
    public void Winograd_is_taken_and_can_be_switched_off()
    {
        Tensor[] fast = Run([2, 16, 12, 12, 16, 3, 1, 1, 1, 1], DType.Float32);
        ConvolutionSettings.AllowWinograd = false;
        Assert.False(ConvolutionSettings.AllowWinograd);
        Assert.All(fast.Zip(Run([2, 16, 12, 12, 16, 3, 1, 1, 1, 1], DType.Float32)), static pair => Assert.NotEqual(pair.First.ToArray<float>(), pair.Second.ToArray<float>()));
    }

    /// <summary>The output, the input's gradient and the filter's.</summary>
    private static Tensor[] Run(int[] c, DType dtype)
    {
        (Tensor x, Tensor w, Tensor b) = Inputs(c);
        Variable xv = new(x.To(dtype), requiresGrad: true), wv = new(w.To(dtype), requiresGrad: true);
        Variable y = F.Conv2d(xv, wv, new Variable(b.To(dtype)), c[6], c[7], c[8], c[9]);
        y.Backward(Cotangent(y.Shape).To(dtype));
        return [y.Data, xv.Grad!.Data, wv.Grad!.Data];
    }

    private static (Tensor X, Tensor W, Tensor B) Inputs(int[] c)
    {
        var generator = new Generator(11);
        return (Tensor.Randn([c[0], c[1], c[2], c[3]], generator: generator), Tensor.Randn([c[4], c[1] / c[9], c[5], c[5]], generator: generator), Tensor.Randn([c[4]], generator: generator));
    }

    private static Tensor Cotangent(Shape shape) => Tensor.Randn(shape, generator: new Generator(12));

    private static void Check(int[] c, DType dtype, double bound)
    {
        Tensor[] results = Run(c, dtype);
        (Tensor x, Tensor w, Tensor b) = Inputs(c);
        double[] xs = x.ToDoubles(), ws = w.ToDoubles(), bs = b.ToDoubles(), ds = Cotangent(results[0].Shape).ToDoubles();
        var y = new Compensated[ds.Length];
        var dx = new Compensated[xs.Length];
        var dw = new Compensated[ws.Length];
        double[] sizeY = new double[ds.Length], sizeX = new double[xs.Length], sizeW = new double[ws.Length];
        (int channels, int height, int width, int outputs, int kernel) = (c[1], c[2], c[3], c[4], c[5]);
        (int outH, int outW, int groupC, int groupO) = (results[0].Shape[2], results[0].Shape[3], channels / c[9], outputs / c[9]);
        for (int i = 0; i < ds.Length; i++)
        {
            (int row, int ox) = Math.DivRem(i, outW);
            (row, int oy) = Math.DivRem(row, outH);
            (int n, int o) = Math.DivRem(row, outputs);
            y[i].Add(bs[o]);
            sizeY[i] = Math.Abs(bs[o]);
            for (int k = 0; k < groupC * kernel * kernel; k++)
            {
                (int cy, int kx) = Math.DivRem(k, kernel);
                (int ci, int ky) = Math.DivRem(cy, kernel);
                int iy = (oy * c[6]) - c[7] + (ky * c[8]), ix = (ox * c[6]) - c[7] + (kx * c[8]);
                if ((uint)iy >= (uint)height || (uint)ix >= (uint)width)
                {
                    continue;
                }

                int at = (((((n * channels) + (o / groupO * groupC) + ci) * height) + iy) * width) + ix, filter = (o * groupC * kernel * kernel) + k;
                y[i].Add(xs[at] * ws[filter]);
                sizeY[i] += Math.Abs(xs[at] * ws[filter]);
                dx[at].Add(ds[i] * ws[filter]);
                sizeX[at] += Math.Abs(ds[i] * ws[filter]);
                dw[filter].Add(ds[i] * xs[at]);
                sizeW[filter] += Math.Abs(ds[i] * xs[at]);
            }
        }

        Near("y", y, sizeY, results[0], bound);
        Near("dx", dx, sizeX, results[1], bound);
        Near("dw", dw, sizeW, results[2], bound);
    }

    /// <summary>Winograd's error comes from all numbers of a tile, so the largest sum of magnitudes measures it.</summary>
    private static void Near(string name, Compensated[] sums, double[] sizes, Tensor actual, double bound)
    {
        double[] got = actual.ToDoubles(), expected = [.. sums.Select(static sum => sum.Value)];
        double scale = sizes.Max();
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - got[i]) <= bound * scale, $"{name}[{i}] is {got[i]:R}, the sum {expected[i]:R}: {Math.Abs(expected[i] - got[i]) / scale / Math.Pow(2, -24):G3} roundings.");
        }
    }

    /// <summary>A sum of products of floats, which are exact in double, with what its additions round away (Knuth's two-sum): a plain one was off by as much as the kernels may be.</summary>
    private struct Compensated
    {
        private double _sum;
        private double _rest;

        public readonly double Value => _sum + _rest;

        public void Add(double term)
        {
            double sum = _sum + term, added = sum - _sum;
            _rest += _sum - (sum - added) + (term - added);
            _sum = sum;
        }
    }
}
