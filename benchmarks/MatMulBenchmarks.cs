using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>Square Float32 products; 2 n³ floating-point operations each.</summary>
[MemoryDiagnoser]
public class MatMulBenchmarks
{
    private Tensor _a = Tensor.Empty([0]);
    private Tensor _b = Tensor.Empty([0]);

    [Params(64, 128, 256, 512, 1024)]
    public int N { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var generator = new Generator(1);
        _a = Tensor.Randn([N, N], generator: generator);
        _b = Tensor.Randn([N, N], generator: generator);
    }

    [Benchmark]
    public Tensor Plain() => _a.MatMul(_b);

    [Benchmark]
    public Tensor SecondTransposed() => _a.MatMul(_b.Transpose(0, 1));
}
