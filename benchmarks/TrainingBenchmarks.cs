using AutoGrad.NN;
using AutoGrad.Optim;
using BenchmarkDotNet.Attributes;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Benchmarks;

/// <summary>Whole training steps: zero gradients, forward, loss, backward, Adam.</summary>
[MemoryDiagnoser]
public class TrainingBenchmarks
{
    private readonly Sequential _mlp = new(new Linear(784, 128), new ReLU(), new Linear(128, 128), new ReLU(), new Linear(128, 10));
    private readonly Sequential _cnn = new(
        new Conv2d(1, 32, 3), new ReLU(), new Conv2d(32, 64, 3), new ReLU(), new MaxPool2d(2), new Dropout(0.25), new Flatten(), new Linear(9216, 128), new ReLU(), new Linear(128, 10));

    private Adam? _mlpOptimizer;
    private Adam? _cnnOptimizer;
    private Tensor _images = Tensor.Empty([0]);
    private Tensor _labels = Tensor.Empty([0]);

    [GlobalSetup]
    public void Setup()
    {
        var generator = new Generator(1);
        _mlpOptimizer = new Adam(_mlp.Parameters());
        _cnnOptimizer = new Adam(_cnn.Parameters());
        _images = Tensor.Rand([64, 1, 28, 28], generator: generator);
        _labels = Tensor.RandInt(10, [64], generator: generator);
    }

    [Benchmark]
    public double Mlp() => Step(_mlp, _mlpOptimizer!, _images.Reshape(64, 784));

    [Benchmark]
    public double Cnn() => Step(_cnn, _cnnOptimizer!, _images);

    private double Step(Sequential net, Adam optimizer, Tensor x)
    {
        optimizer.ZeroGrad();
        Variable loss = F.CrossEntropy(net.Call(x), _labels);
        loss.Backward();
        optimizer.Step();
        return loss.Item();
    }
}
