using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>The cost of recording: a thousand chained scalar products, forward and backward.</summary>
[MemoryDiagnoser]
public class GraphBenchmarks
{
    private const int Length = 1000;

    private readonly Variable _w = new(Tensor.From(1f), requiresGrad: true);
    private readonly Variable _c = new(Tensor.From(1.0001f));

    [Benchmark(OperationsPerInvoke = Length)]
    public Variable Forward()
    {
        Variable v = _w;
        for (int i = 0; i < Length; i++)
        {
            v *= _c;
        }

        return v;
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public void ForwardAndBackward()
    {
        Forward().Backward();
        _w.Grad = null;
    }
}
