using System.Runtime.CompilerServices;

namespace AutoGrad.Tests.Unit.Backends;

/// <summary>Tests that measure the whole process run while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class BufferPoolTests
{
    /// <summary>64 KB: from the pool.</summary>
    private static readonly Shape Large = [128, 128];

    /// <summary>Steps of 1 MB that end in Backward are swept at a budget of 256 MB at the latest; 2000 forward passes without it lend 900 MB.</summary>
    private const long PoolLimit = 1200L << 20;

    private static long LiveOutsidePool() => GC.GetTotalMemory(forceFullCollection: true) - Memory.PooledBytes;

    private static Variable Step(Variable w)
    {
        Variable y = w;
        for (int i = 0; i < 6; i++)
        {
            y = (y * w) + w;
        }

        y.Backward(Tensor.Ones(Large));
        return y;
    }

    [Fact]
    public void Ten_thousand_steps_keep_the_heap_and_the_pool_flat()
    {
        var w = new Variable(Tensor.Full(Large, 0.5), requiresGrad: true);
        Memory.Trim();
        Run(1500);
        long live = LiveOutsidePool();
        Run(8500);
        Assert.InRange(LiveOutsidePool() - live, long.MinValue, 4 << 20);
        Assert.InRange(Memory.PooledBytes, 0, PoolLimit);

        void Run(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                Step(w);
                w.Grad = null;
            }
        }
    }

    [Fact]
    public void Evaluation_exceptions_and_unused_branches_leak_nothing()
    {
        var w = new Variable(Tensor.Full(Large, 0.5), requiresGrad: true);
        Memory.Trim();
        Run(300);
        long live = LiveOutsidePool();
        Run(2000);
        Assert.InRange(LiveOutsidePool() - live, long.MinValue, 4 << 20);
        Assert.InRange(Memory.PooledBytes, 0, PoolLimit);

        void Run(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                _ = w * w * w;
                using (GradientTape.NoGrad())
                {
                    _ = w * w;
                }

                Assert.Throws<ShapeException>(() => (w * w) + new Variable(Tensor.Ones([7])));
            }
        }
    }

    [Theory]
    [InlineData(8, 50, 8)]
    [InlineData(8, 140, 8)]
    [InlineData(8, 150, 16)]
    [InlineData(16, 280, 16)]
    [InlineData(16, 150, 16)]
    [InlineData(16, 140, 8)]
    [InlineData(8, 10, 8)] // never below what was asked for
    [InlineData(192, 1e6, 256)]
    [InlineData(512, 1e6, 512)] // asked for more than it would take by itself
    public void The_budget_follows_what_a_sweep_costs(int megabytes, double sweepMicroseconds, int then) =>
        Assert.Equal((long)then << 20, BufferPool.Fitted((long)megabytes << 20, Math.Min(megabytes, 8L) << 20, sweepMicroseconds));

    [Fact]
    public void What_died_last_is_lent_first()
    {
        long budget = Memory.SweepBudget;
        try
        {
            // Once is enough, since the wrong order never does: another thread that still runs down may lend or sweep in between.
            Assert.Contains(true, Enumerable.Range(0, 8).Select(static _ => LastIsFirst()));
        }
        finally
        {
            Memory.SweepBudget = budget;
        }

        static bool LastIsFirst()
        {
            Memory.Trim();
            Memory.SweepBudget = 1L << 20;
            var lent = new List<PooledBuffer>();
            for (long sweeps = BufferPool.Sweeps; BufferPool.Sweeps == sweeps || lent.Count < 17;)
            {
                lent.Add(Drop());
            }

            return ReferenceEquals(lent[^2], lent[^1]);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static PooledBuffer Drop() => Tensor.Empty(Large).Pooled!;
    }

    [Fact]
    public void Values_that_are_held_never_change()
    {
        var w = new Variable(Tensor.Full(Large, 0.5), requiresGrad: true);
        var kept = new List<(Variable Output, float[] Values)>();
        for (int i = 0; i < 400; i++)
        {
            Variable y = Step(w);
            w.Data.FillDense(0.5 + (i * 1e-4));
            w.Data.Bump();
            if (i % 8 == 0)
            {
                kept.Add((y, y.Data.ToArray<float>()));
                kept.Add((w.Grad!, w.Grad!.Data.ToArray<float>()));
            }

            w.Grad = null;
        }

        Assert.All(kept, static k => Assert.Equal(k.Values, k.Output.Data.ToArray<float>()));
    }

    [Fact]
    public void Forward_passes_that_are_never_taken_back_are_swept_at_the_limit()
    {
        Assert.InRange(BufferPool.RecordingLimit, 64L << 20, 1L << 50); // a quarter of this machine
        (long before, long budget) = (BufferPool.RecordingLimit, Memory.SweepBudget);
        Memory.Trim();
        BufferPool.RecordingLimit = 64L << 20;
        try
        {
            var w = new Variable(Tensor.Full(Large, 0.5), requiresGrad: true);
            long sweeps = BufferPool.Sweeps, held = Memory.PooledBytes;
            for (int i = 0; i < 4000; i++)
            {
                Memory.SweepBudget = 32L << 20; // it grows by itself where sweeps cost much
                _ = w * w * w; // 128 KB, 500 MB in all
            }

            Assert.InRange(BufferPool.Sweeps - sweeps, 4, 40);
            Assert.InRange(Memory.PooledBytes - held, 0, 160L << 20);
        }
        finally
        {
            (BufferPool.RecordingLimit, Memory.SweepBudget) = (before, budget);
        }
    }

    [Fact]
    public void A_gradient_that_nobody_saw_gives_its_memory_to_the_next()
    {
        var w = new Parameter(Tensor.Full(Large, 0.5));
        Step(w);
        w.Grad = null;
        Memory.Trim();
        Step(w);
        w.Grad = null;
        long fresh = BufferPool.FreshBuffers, sweeps = BufferPool.Sweeps;
        Train();
        Assert.Equal((fresh, sweeps), (BufferPool.FreshBuffers, BufferPool.Sweeps));

        void Train()
        {
            for (int i = 0; i < 20; i++)
            {
                w.Sum().Backward();
                w.Grad = null;
            }
        }
    }

    [Fact]
    public void A_gradient_that_was_handed_out_keeps_its_memory()
    {
        var w = new Parameter(Tensor.Full(Large, 0.5));
        Step(w);
        Variable kept = w.Grad!;
        float[] values = kept.Data.ToArray<float>();
        w.Grad = null;
        Step(w);
        Step(w);
        w.Grad = null;
        Step(w);
        Assert.Equal(values, kept.Data.ToArray<float>());
    }

    [Fact]
    public void A_cotangent_of_the_user_is_never_added_to()
    {
        var x = new Variable(Tensor.Full(Large, 0.5), requiresGrad: true);
        Tensor ones = Tensor.Ones(Large);
        x.Backward(ones, createGraph: true);
        x.Backward(ones);
        Assert.Equal(2, x.Grad!.Data.ToArray<float>()[0]);
        Assert.Equal(1, ones.ToArray<float>()[0]);
    }

    [Fact]
    public void A_tensor_above_the_limit_is_refused_before_memory_is_taken()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Empty([1 << 15, 1 << 15], DType.Float64));
        Assert.Contains("bytes", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Tensor.Empty([1 << 16, 1 << 16]));
    }

    [Fact]
    public void Poison_shows_in_a_returned_buffer_and_nowhere_else()
    {
        bool before = BufferPool.Poison;
        BufferPool.Poison = true;
        try
        {
            Variable w = new(Tensor.Full(Large, 0.5), requiresGrad: true);
            for (int i = 0; i < 300; i++)
            {
                Variable y = Step(w);
                Assert.False(float.IsNaN(w.Grad!.Data.ToArray<float>()[^1]));
                Assert.False(float.IsNaN(y.Data.ToArray<float>()[0]));
                w.Grad = null;
            }
        }
        finally
        {
            BufferPool.Poison = before;
        }
    }
}
