using AutoGrad.NN;
using AutoGrad.Optim;

namespace AutoGrad.Tests.Unit.Backends;

/// <summary>Loops that are right in PyTorch, each holding values in its own way while memory is taken back as often as can be: what is held never changes.</summary>
[Collection(nameof(Alone))]
public sealed class HeldValuesTests : IDisposable
{
    private const int Steps = 60, Batch = 64, Width = 64;

    private readonly long _budget = Memory.SweepBudget;
    private readonly long _sweeps = BufferPool.Sweeps;
    private readonly List<(Tensor Held, float[] Then)> _held = [];

    /// <summary>Every test ends here: memory was taken back meanwhile, and what was held is what it was.</summary>
    public void Dispose()
    {
        Memory.SweepBudget = _budget;
        Assert.NotInRange(BufferPool.Sweeps - _sweeps, 0, 2);
        Assert.NotEmpty(_held);
        Assert.All(_held, static h => Assert.Equal(h.Then, h.Held.ToArray<float>()));
        Assert.All(_held, static h => Assert.DoesNotContain(h.Then, float.IsNaN));
    }

    [Fact]
    public void Outputs_and_losses_kept_for_an_epoch()
    {
        (Sequential model, Optimizer optimizer) = Model();
        var losses = new List<Variable>();
        Variable running = Tensor.Zeros([]);
        for (int i = 0; i < Steps; i++)
        {
            Variable y = model.Call(Input(i)), loss = (y * y).Mean();
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            Hold(y.Data);
            losses.Add(loss);
            running += loss.Detach();
        }

        Assert.Equal(losses.Sum(static l => l.Item()), running.Item(), 1e-4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Truncated_backpropagation_detaches_before_or_after_ZeroGrad(bool before)
    {
        (Sequential model, Optimizer optimizer) = Model();
        Variable h = Tensor.Zeros([Batch, Width]);
        for (int i = 0; i < Steps; i++)
        {
            if (before)
            {
                h = h.Detach();
            }

            optimizer.ZeroGrad();
            if (!before)
            {
                h = h.Detach();
            }

            Hold(h.Data);
            for (int t = 0; t < 4; t++)
            {
                h = (model.Call(h) + Input((4 * i) + t)).Tanh();
            }

            (h * h).Mean().Backward();
            optimizer.Step();
        }
    }

    [Fact]
    public void A_GAN_uses_one_sample_twice()
    {
        (Sequential g, Optimizer optimizerG) = Model();
        (Sequential d, Optimizer optimizerD) = Model();
        for (int i = 0; i < Steps; i++)
        {
            Variable fake = g.Call(Input(i));
            optimizerD.ZeroGrad();
            ((d.Call(fake.Detach()) - 1).Abs().Mean() + d.Call(Input(i + 1)).Abs().Mean()).Backward();
            Variable? seen = d.Parameters().First().Grad;
            optimizerD.Step();
            optimizerG.ZeroGrad();
            d.Call(fake).Abs().Mean().Backward();
            optimizerG.Step();
            Hold(fake.Data);
            Hold(seen!.Data);
        }
    }

    [Fact]
    public void A_replay_buffer_is_drawn_from_later()
    {
        (Sequential model, Optimizer optimizer) = Model();
        var replay = new List<(Tensor State, Tensor Value)>();
        for (int i = 0; i < Steps; i++)
        {
            Tensor state = Input(i);
            using (GradientTape.NoGrad())
            {
                replay.Add((state, model.Call(state).Data));
            }

            Hold(state);
            Hold(replay[^1].Value);
            (Tensor s, Tensor v) = replay[i * 7 % replay.Count];
            optimizer.ZeroGrad();
            (model.Call(s) - v).Abs().Mean().Backward();
            optimizer.Step();
        }
    }

    [Fact]
    public void Hooks_capture_gradients_and_activations()
    {
        (Sequential model, Optimizer optimizer) = Model();
        for (int i = 0; i < Steps; i++)
        {
            Variable y = model.Call(Input(i)), z = y.Tanh();
            z.RegisterHook(dz =>
            {
                Hold(dz.Data);
                Hold(y.Data);
                return null;
            });
            z.RetainGrad();
            optimizer.ZeroGrad();
            (z * z).Mean().Backward();
            Hold(z.Grad!.Data);
            optimizer.Step();
        }
    }

    [Fact]
    public void Gradients_accumulate_over_several_batches_and_are_looked_at()
    {
        (Sequential model, Optimizer optimizer) = Model();
        for (int i = 0; i < Steps; i++)
        {
            if (i % 4 == 0)
            {
                optimizer.ZeroGrad();
            }

            (model.Call(Input(i)).Abs().Mean() / 4).Backward();
            if (i % 4 == 1)
            {
                Hold(model.Parameters().First().Grad!.Data);
            }

            if (i % 4 == 3)
            {
                GradClip.Norm(model.Parameters(), 0.01);
                optimizer.Step();
            }
        }
    }

    [Fact]
    public void Steps_fail_half_way_and_training_goes_on()
    {
        (Sequential model, Optimizer optimizer) = Model();
        for (int i = 0; i < Steps; i++)
        {
            Variable y = model.Call(Input(i));
            Hold(y.Data);
            if (i % 3 == 0)
            {
                Assert.Throws<ShapeException>(() => model.Call(y.Reshape(Width / 2, -1)) + model.Call(Input(i))[..5]);
                y.RegisterHook(static _ => throw new InvalidOperationException("in mid-pass"));
                Assert.Throws<InvalidOperationException>(() => y.Mean().Backward());
                continue;
            }

            optimizer.ZeroGrad();
            y.Abs().Mean().Backward();
            optimizer.Step();
        }
    }

    [Fact]
    public void Two_threads_train_while_a_third_allocates()
    {
        using var stop = new CancellationTokenSource();
        var noise = new Thread(() => Allocate(stop.Token));
        noise.Start();
        Exception? error = null;
        Thread[] trainers = [.. Enumerable.Range(0, 2).Select(k => new Thread(() => error = Capture(() => TrainAlone(k)) ?? error))];
        Array.ForEach(trainers, static t => t.Start());
        Array.ForEach(trainers, static t => t.Join());
        stop.Cancel();
        noise.Join();
        Assert.Null(error);
    }

    private void TrainAlone(int seed)
    {
        (Sequential model, Optimizer optimizer) = Model();
        for (int i = 0; i < Steps; i++)
        {
            Variable one = model.Call(Input(i + seed)), two = model.Call(Input(i + seed + 1)); // two graphs over the same leaves
            optimizer.ZeroGrad();
            one.Abs().Mean().Backward();
            Hold(one.Data);
            two.Abs().Mean().Backward();
            Hold(two.Data);
            optimizer.Step();
        }
    }

    /// <summary>Allocates hard with 9 MB alive, so that collections come at any time.</summary>
    private static void Allocate(CancellationToken stop)
    {
        byte[][] alive = new byte[9][];
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            alive[i % alive.Length] = new byte[1 << 20];
        }
    }

    private static Exception? Capture(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return error;
        }
    }

    private void Hold(Tensor tensor)
    {
        float[] now = tensor.ToArray<float>();
        lock (_held)
        {
            _held.Add((tensor, now));
        }
    }

    private static (Sequential Model, Optimizer Optimizer) Model()
    {
        var model = new Sequential(new Linear(Width, 2 * Width), new Tanh(), new Linear(2 * Width, Width));
        return (model, new AdamW(model.Parameters(), lr: 1e-3));
    }

    private static Tensor Input(int seed)
    {
        Memory.SweepBudget = 1 << 20; // in every step: it grows by itself where sweeps cost much
        return Tensor.Randn([Batch, Width], generator: new Generator(seed));
    }
}
