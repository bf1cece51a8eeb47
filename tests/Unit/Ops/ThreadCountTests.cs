using AutoGrad.NN;
using AutoGrad.Tests.Unit.Kernels;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops;

/// <summary>Outputs and gradients of the large kernels have the same bits at every thread count.</summary>
[Collection(nameof(ThreadSetting))]
public sealed class ThreadCountTests
{
    private static readonly Dictionary<string, (int[][] Inputs, Func<Variable[], Variable> Call)> Calls = new()
    {
        ["conv2d"] = ([[9, 8, 20, 20], [12, 4, 3, 3], [12]], x => F.Conv2d(x[0], x[1], x[2], padding: 1, groups: 2)),
        ["conv_transpose2d"] = ([[9, 8, 20, 20], [8, 6, 3, 3], [6]], x => F.ConvTranspose2d(x[0], x[1], x[2], stride: 2)),
        ["max_pool2d"] = ([[9, 8, 40, 40]], x => F.MaxPool2d(x[0], 3, 2, 1)),
        ["avg_pool2d"] = ([[9, 8, 40, 40]], x => F.AvgPool2d(x[0], 3, 2, 1)),
        ["batch_norm"] = ([[9, 8, 40, 40], [8], [8]], x => F.BatchNorm(x[0], null, null, x[1], x[2], training: true)),
        ["layer_norm"] = ([[300, 200], [200], [200]], x => F.LayerNorm(x[0], [200], x[1], x[2])),
        ["group_norm"] = ([[9, 8, 40, 40], [8], [8]], x => F.GroupNorm(x[0], 4, x[1], x[2])),
        ["attention"] = ([[2, 3, 150, 8], [2, 3, 150, 8], [2, 3, 150, 8]], x => F.ScaledDotProductAttention(x[0], x[1], x[2], isCausal: true)),
        ["lstm"] = ([[6, 70, 10], [80, 10], [80, 20]], x => F.LstmLayer(x[0], null, null, x[1], x[2], null, null).Output),
        ["gru"] = ([[6, 70, 10], [60, 10], [60, 20], [60]], x => F.GruLayer(x[0], null, x[1], x[2], null, x[3], reverse: true).Output),
        ["interpolate"] = ([[9, 8, 40, 40]], x => F.Interpolate(x[0], 1.7, InterpolateMode.Bilinear)),
        ["dropout"] = ([[70_001]], x => F.Dropout(x[0], 0.4, generator: new Generator(8))),
    };

    public static IEnumerable<object[]> Names() => Calls.Keys.Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_thread_count_gives_the_same_bits(string name)
    {
        int before = Parallelism.MaxThreads;
        try
        {
            float[][] expected = At(1, name);
            foreach (int threads in new[] { 2, 3, 7 })
            {
                float[][] actual = At(threads, name);
                Assert.All(Enumerable.Range(0, expected.Length), i => Assert.Equal(expected[i], actual[i]));
            }
        }
        finally
        {
            Parallelism.MaxThreads = before;
        }
    }

    private static float[][] At(int threads, string name)
    {
        Parallelism.MaxThreads = threads;
        var generator = new Generator(11);
        (int[][] shapes, Func<Variable[], Variable> call) = Calls[name];
        Variable[] x = [.. shapes.Select(s => new Variable(Tensor.Randn(Shape.Create(s), generator: generator), requiresGrad: true))];
        Variable y = call(x);
        y.Backward(Tensor.Randn(y.Shape, generator: generator));
        return [y.Data.ToArray<float>(), .. x.Select(v => v.Grad!.Data.ToArray<float>())];
    }
}
