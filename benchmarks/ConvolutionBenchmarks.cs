using BenchmarkDotNet.Attributes;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Benchmarks;

/// <summary>A 3 x 3 convolution of 64 to 64 channels, padding 1.</summary>
[MemoryDiagnoser]
public class ConvolutionBenchmarks
{
    private Variable _x = Tensor.Empty([0]);
    private Variable _w = Tensor.Empty([0]);

    [Params(14, 56)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var generator = new Generator(1);
        _x = new Variable(Tensor.Randn([32, 64, Size, Size], generator: generator), requiresGrad: true);
        _w = new Variable(Tensor.Randn([64, 64, 3, 3], generator: generator), requiresGrad: true);
    }

    [Benchmark]
    public Variable Forward()
    {
        using IDisposable off = GradientTape.NoGrad();
        return F.Conv2d(_x, _w, padding: 1);
    }

    [Benchmark]
    public void ForwardAndBackward()
    {
        F.Conv2d(_x, _w, padding: 1).Sum().Backward();
        _x.Grad = null;
        _w.Grad = null;
    }
}
