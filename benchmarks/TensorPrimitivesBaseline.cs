using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>What the platform's own vector loops take for one elementwise pass: the yardstick beside our kernels.</summary>
[MemoryDiagnoser]
public class TensorPrimitivesBaseline
{
    private float[] _x = [];
    private float[] _y = [];

    [Params(1_000, 100_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _x = [.. Enumerable.Range(0, Length).Select(i => i % 17 / 17f)];
        _y = new float[Length];
    }

    [Benchmark(Baseline = true)]
    public void Add() => TensorPrimitives.Add(_x, 1f, _y);

    [Benchmark]
    public void Exp() => TensorPrimitives.Exp(_x, _y);
}
