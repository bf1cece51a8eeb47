using AutoGrad.Data;

namespace AutoGrad.Tests.Unit.Data;

/// <summary>Batches: which samples, in which order, made where, and what happens when something goes wrong.</summary>
public sealed class DataLoaderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static TensorDataset Numbers(int n) => new(Tensor.Arange(n).Reshape(n, 1), Tensor.Arange(n));

    private static double[][] Epoch(DataLoader loader) => [.. loader.Select(static b => b.Y.ToDoubles())];

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Batches_are_consecutive_and_the_last_may_be_short(int prefetch)
    {
        var loader = new DataLoader(Numbers(7), batchSize: 3, prefetch: prefetch);
        Assert.Equal(3, loader.Count);
        double[][] expected = [[0, 1, 2], [3, 4, 5], [6]];
        Assert.Equal(expected, Epoch(loader));
        Assert.Equal([3, 1], loader.First().X.Shape.ToArray());
        Assert.Equal((DType.Int64, DType.Int64), (loader.First().X.DType, loader.First().Y.DType));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Drop_last_leaves_the_short_batch_out(int prefetch)
    {
        var loader = new DataLoader(Numbers(7), batchSize: 3, dropLast: true, prefetch: prefetch);
        Assert.Equal(2, loader.Count);
        double[][] expected = [[0, 1, 2], [3, 4, 5]];
        Assert.Equal(expected, Epoch(loader));
        Assert.Empty(new DataLoader(Numbers(2), batchSize: 3, dropLast: true, prefetch: prefetch));
        Assert.Empty(new DataLoader(Numbers(0), batchSize: 3, prefetch: prefetch));
    }

    [Fact]
    public void Shuffling_repeats_by_seed_and_differs_between_epochs()
    {
        DataLoader Loader(long seed) => new(Numbers(64), batchSize: 10, shuffle: true, seed: seed);
        DataLoader a = Loader(1), b = Loader(1);
        double[][] first = Epoch(a), second = Epoch(a);
        Assert.Equal(first, Epoch(b));
        Assert.Equal(second, Epoch(b));
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, Epoch(Loader(2)));
        Assert.Equal(Enumerable.Range(0, 64).Select(static i => (double)i), first.SelectMany(static y => y).Order());
    }

    [Theory]
    [InlineData(5L)]
    [InlineData(null)]
    public void A_loader_goes_on_at_an_epoch(long? seed)
    {
        DataLoader Loader() => new(Numbers(67), batchSize: 10, shuffle: true, seed: seed);
        DataLoader whole = Loader();
        Assert.Equal(0, whole.Epoch);
        for (int epoch = 0; epoch < 6; epoch++)
        {
            Epoch(whole);
        }

        GeneratorState state = Generator.Default.GetState();
        double[][] seventh = Epoch(whole);
        Assert.Equal(7, whole.Epoch);

        DataLoader resumed = Loader();
        resumed.Epoch = 6;
        Generator.Default.SetState(state);
        Assert.Equal(seventh, Epoch(resumed));
        Assert.Equal(7, resumed.Epoch);
        Assert.Throws<ArgumentOutOfRangeException>(() => resumed.Epoch = -1);
    }

    [Fact]
    public void Prefetching_changes_no_batch()
    {
        double[][] Batches(int prefetch) => Epoch(new DataLoader(Numbers(50), batchSize: 8, shuffle: true, seed: 3, prefetch: prefetch));
        double[][] expected = Batches(0);
        Assert.Equal(expected, Batches(1));
        Assert.Equal(expected, Batches(2));
        Assert.Equal(expected, Batches(100));
    }

    [Fact]
    public void A_set_without_tensors_is_collated_by_a_function()
    {
        var loader = new DataLoader<int, string>(new Counted(5, _ => { }), static s => string.Join("+", s), batchSize: 2);
        Assert.Equal(["0+1", "2+3", "4"], loader);
    }

    [Fact]
    public void Samples_that_do_not_stack_are_refused_with_both_shapes()
    {
        string message = Assert.Throws<ShapeException>(() => new DataLoader(new Ragged(), batchSize: 2).ToArray()).Message;
        Assert.Contains("[1]", message, StringComparison.Ordinal);
        Assert.Contains("[2]", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void What_the_set_throws_reaches_the_loop_after_the_batches_before_it(int prefetch)
    {
        var set = new Counted(10, static i => _ = i == 5 ? throw new InvalidDataException("sample 5 is broken") : 0);
        var loader = new DataLoader<int, int>(set, static s => s.Sum(), batchSize: 2, prefetch: prefetch);
        var seen = new List<int>();
        var error = Assert.Throws<InvalidDataException>(() => seen.AddRange(Copied(loader, seen)));
        Assert.Equal("sample 5 is broken", error.Message);
        Assert.Contains(nameof(Counted), error.StackTrace, StringComparison.Ordinal);
        Assert.Equal([1, 5], seen);
        Assert.Throws<InvalidDataException>(() => loader.ToArray()); // the loader itself stays usable
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Cancelling_ends_the_loop(int prefetch)
    {
        using var stop = new CancellationTokenSource();
        var loader = new DataLoader<int, int>(new Counted(1000, _ => { }), static s => s[0], prefetch: prefetch);
        var seen = new List<int>();
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (int i in loader.Batches(stop.Token))
            {
                seen.Add(i);
                if (i == 3)
                {
                    stop.Cancel();
                }
            }
        });
        Assert.Equal([0, 1, 2, 3], seen);
    }

    [Fact]
    public void Cancelling_frees_a_loop_that_waits_for_the_set()
    {
        using var stop = new CancellationTokenSource();
        using var entered = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var set = new Counted(3, i =>
        {
            entered.Set();
            Assert.True(gate.Wait(Patience));
        });
        Task loop = Task.Run(() => new DataLoader<int, int>(set, static s => s[0]).Batches(stop.Token).ToArray());
        Assert.True(entered.Wait(Patience));
        stop.Cancel();
        gate.Set();
        Assert.ThrowsAny<OperationCanceledException>(() => loop.WaitAsync(Patience).GetAwaiter().GetResult());
    }

    [Fact]
    public void Leaving_the_loop_early_stops_the_producer()
    {
        int made = 0, left = 0;
        using var late = new ManualResetEventSlim();
        var loader = new DataLoader<int, int>(
            new Counted(100_000, _ =>
            {
                Interlocked.Increment(ref made);
                if (Volatile.Read(ref left) != 0)
                {
                    late.Set();
                }
            }),
            static s => s[0],
            prefetch: 2);
        foreach (int i in loader)
        {
            if (i == 10)
            {
                break;
            }
        }

        Volatile.Write(ref left, 1);

        // Eleven were taken, two wait and one may be under way; when the loop has ended nothing more is made.
        Assert.InRange(made, 11, 14);
        Assert.False(late.Wait(TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public void The_next_batches_are_made_while_the_loop_works()
    {
        using var third = new ManualResetEventSlim();
        var loader = new DataLoader<int, int>(
            new Counted(10, i =>
            {
                if (i == 2)
                {
                    third.Set();
                }
            }),
            static s => s[0],
            prefetch: 2);
        foreach (int i in loader)
        {
            if (i == 0)
            {
                Assert.True(third.Wait(Patience)); // made ahead, though only the first was taken
            }
        }
    }

    [Fact]
    public void Two_loops_at_once_do_not_disturb_each_other()
    {
        var loader = new DataLoader(Numbers(20), batchSize: 4);
        double[][][] seen = new double[4][][];
        Parallel.For(0, seen.Length, k => seen[k] = Epoch(loader));
        Assert.All(seen, e => Assert.Equal(Epoch(loader), e));
    }

    [Fact]
    public void Sizes_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(Numbers(3), batchSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(Numbers(3), prefetch: -1));
        Assert.Throws<ArgumentNullException>(() => new DataLoader(null!));
    }

    private static IEnumerable<int> Copied(IEnumerable<int> source, List<int> seen)
    {
        foreach (int i in source)
        {
            seen.Add(i);
        }

        return [];
    }

    private sealed class Counted(int count, Action<int> before) : Dataset<int>
    {
        public override int Count => count;

        public override int this[int index]
        {
            get
            {
                before(index);
                return index;
            }
        }
    }

    private sealed class Ragged : Dataset<(Tensor X, Tensor Y)>
    {
        public override int Count => 2;

        public override (Tensor X, Tensor Y) this[int index] => (Tensor.Ones([index + 1]), Tensor.Ones([]));
    }
}
