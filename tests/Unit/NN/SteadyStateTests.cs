using AutoGrad.NN;
using AutoGrad.Optim;
using AutoGrad.Tests.Unit.Backends;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.NN;

/// <summary>What a training step leaves to the garbage collector once it runs steadily. The counters are the process's own, so nothing else runs meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class SteadyStateTests
{
    private const int Warm = 60;
    private const int Measured = 20;
    private const int Windows = 10;
    private const int MostSteps = 10_000;

    /// <summary>Small objects of one step: nodes, variables, the objects of tensors. A large array would exceed this by itself.</summary>
    private const long MostBytes = 20 << 10;

    [Fact]
    public void A_step_of_a_small_mlp_allocates_little() => Holds(Mlp(32, 784, 16, 16, 10));

    [Fact]
    public void A_step_of_a_medium_mlp_allocates_little() => Holds(Mlp(64, 784, 128, 128, 10));

    [Fact]
    public void A_step_of_a_large_mlp_allocates_little() => Holds(Mlp(128, 784, 512, 512, 10));

    [Fact]
    public void A_step_of_a_cnn_allocates_little()
    {
        var net = new Sequential(
            new Conv2d(1, 8, 3), new ReLU(), new Conv2d(8, 16, 3), new ReLU(), new MaxPool2d(2), new Dropout(0.25), new Flatten(),
            new Linear(16 * 144, 32), new ReLU(), new Dropout(0.5), new Linear(32, 10));
        Holds(Training(net, Tensor.Randn([16, 1, 28, 28]), Labels(16)));
    }

    [Fact]
    public void A_step_of_an_lstm_allocates_little()
    {
        var net = new LSTM(64, 128);
        Holds(Regression(net, net.Call, Tensor.Randn([50, 32, 64]), static y => y.Item1.Square().Mean()));
    }

    [Fact]
    public void A_step_of_a_transformer_layer_allocates_little()
    {
        var net = new TransformerEncoderLayer(64, 4, 128, batchFirst: true);
        Holds(Regression(net, net.Call, Tensor.Randn([8, 32, 64]), static y => y.Square().Mean()));
    }

    private static Action Mlp(int batch, params int[] widths)
    {
        var net = new Sequential();
        for (int i = 0; i + 1 < widths.Length; i++)
        {
            if (i > 0)
            {
                net.Append(new ReLU());
            }

            net.Append(new Linear(widths[i], widths[i + 1]));
        }

        return Training(net, Tensor.Randn([batch, widths[0]]), Labels(batch));
    }

    private static Tensor Labels(int count) => Tensor.Arange(count) % 10;

    private static Action Training(Sequential net, Tensor x, Tensor y) => Regression(net, net.Call, x, scores => F.CrossEntropy(scores, y));

    private static Action Regression<T>(Module net, Func<Variable, T> forward, Variable x, Func<T, Variable> objective)
    {
        var optimizer = new Adam(net.Parameters());
        return () =>
        {
            optimizer.ZeroGrad();
            objective(forward(x)).Backward();
            optimizer.Step();
        };
    }

    private static void Holds(Action step)
    {
        // Steady is what comes after the pool has looked for dead tensors: until then every step takes fresh memory.
        long sweeps = BufferPool.Sweeps + 2;
        for (int i = 0; i < Warm || BufferPool.Sweeps < sweeps; i++)
        {
            Assert.True(i < MostSteps, "The pool never swept.");
            step();
        }

        // The pool may still widen its budget, which takes fresh memory once, and the runtime may collect for reasons of its own: what every step does shows in every window.
        (long Bytes, long Fresh, int Oldest) window = default;
        for (int i = 0; i < Windows; i++)
        {
            window = Measure(step);
            if (window.Bytes <= MostBytes && window is { Fresh: 0, Oldest: 0 })
            {
                return;
            }
        }

        Assert.Fail($"Each of {Windows} windows left something: in the last {window.Bytes} bytes a step of {MostBytes}, {window.Fresh} fresh buffers, {window.Oldest} collections of generation 2.");
    }

    private static (long Bytes, long Fresh, int Oldest) Measure(Action step)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread(), fresh = BufferPool.FreshBuffers;
        int oldest = GC.CollectionCount(2);
        for (int i = 0; i < Measured; i++)
        {
            step();
        }

        return ((GC.GetAllocatedBytesForCurrentThread() - bytes) / Measured, BufferPool.FreshBuffers - fresh, GC.CollectionCount(2) - oldest);
    }
}
