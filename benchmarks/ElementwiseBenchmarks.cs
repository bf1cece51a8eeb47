using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>One elementwise pass without recording.</summary>
[MemoryDiagnoser]
public class ElementwiseBenchmarks
{
    private Tensor _a = Tensor.Empty([0]);
    private Tensor _b = Tensor.Empty([0]);

    [Params(1_000, 100_000, 10_000_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var generator = new Generator(1);
        _a = Tensor.Randn([Length], generator: generator);
        _b = Tensor.Randn([Length], generator: generator);
    }

    [Benchmark]
    public Tensor Add()
    {
        using IDisposable off = GradientTape.NoGrad();
        return _a.Add(_b);
    }

    [Benchmark]
    public Tensor Exp()
    {
        using IDisposable off = GradientTape.NoGrad();
        return _a.Exp();
    }

    [Benchmark]
    public Tensor Tanh()
    {
        using IDisposable off = GradientTape.NoGrad();
        return _a.Tanh();
    }
}
