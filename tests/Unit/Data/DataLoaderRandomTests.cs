using AutoGrad.Data;
using AutoGrad.NN;
using AutoGrad.Optim;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Data;

/// <summary>Data sets that draw random numbers. Each test has a default generator of its own, since other tests draw from the process's meanwhile.</summary>
public sealed class DataLoaderRandomTests
{
    private const int Samples = 24;

    private static DataLoader Loader(int prefetch, long? seed = 3) => new(new Noisy(), batchSize: 4, shuffle: true, seed: seed, prefetch: prefetch);

    private static double[][] Epoch(IEnumerable<(Tensor X, Tensor Y)> batches) => [.. batches.Select(static b => b.X.ToDoubles())];

    [Theory]
    [InlineData(3L)]
    [InlineData(null)]
    public void Losses_repeat_in_every_run_and_at_every_prefetch(long? seed)
    {
        double[] Losses(int prefetch)
        {
            using var scope = new DefaultGenerator(new Generator(7));
            var net = new Sequential(new Linear(4, 8), new Dropout(0.3), new Linear(8, 1));
            var optimizer = new SGD(net.Parameters(), lr: 0.05);
            DataLoader loader = Loader(prefetch, seed);
            var losses = new List<double>();
            for (int epoch = 0; epoch < 3; epoch++)
            {
                foreach ((Tensor x, Tensor y) in loader)
                {
                    optimizer.ZeroGrad();
                    Variable loss = F.MseLoss(net.Call(x), y);
                    loss.Backward();
                    optimizer.Step();
                    losses.Add(loss.Item());
                }
            }

            return [.. losses];
        }

        double[] expected = Losses(0);
        Assert.All((int[])[0, 1, 1, 4, 4], prefetch => Assert.Equal(expected, Losses(prefetch)));
    }

    [Theory]
    [InlineData(3L)]
    [InlineData(null)]
    public void The_calling_thread_draws_what_it_draws_beside_a_set_without_random_numbers(long? seed)
    {
        (double[] Drawn, GeneratorState End) Run(Dataset<(Tensor X, Tensor Y)> set, int prefetch)
        {
            var caller = new Generator(7);
            using var scope = new DefaultGenerator(caller);
            double[] drawn = [.. new DataLoader(set, batchSize: 4, seed: seed, prefetch: prefetch).SelectMany(static _ => Tensor.Rand([5]).ToDoubles())];
            Assert.Same(caller, Generator.Default);
            return (drawn, caller.GetState());
        }

        (double[] drawn, GeneratorState end) = Run(new TensorDataset(Tensor.Ones([Samples, 4]), Tensor.Ones([Samples, 1])), 0);
        Assert.All((int[])[0, 1, 4], prefetch =>
        {
            (double[] actual, GeneratorState at) = Run(new Noisy(), prefetch);
            Assert.Equal(drawn, actual);
            Assert.Equal(end, at);
        });
    }

    [Theory]
    [InlineData(0, 3L)]
    [InlineData(2, 3L)]
    [InlineData(0, null)]
    [InlineData(2, null)]
    public void Samples_differ_between_epochs_and_a_resumed_loader_gives_the_same(int prefetch, long? seed)
    {
        using var scope = new DefaultGenerator(new Generator(7));
        DataLoader whole = Loader(prefetch, seed);
        double[][] first = Epoch(whole);
        _ = whole.First(); // an epoch left early is an epoch
        GeneratorState state = Generator.Default.GetState();
        double[][] third = Epoch(whole);
        Assert.NotEqual(first.SelectMany(static x => x).Order(), third.SelectMany(static x => x).Order());

        DataLoader resumed = Loader(prefetch, seed);
        resumed.Epoch = 2;
        Generator.Default.SetState(state);
        Assert.Equal(third, Epoch(resumed));
    }

    [Fact]
    public void Seeds_and_default_generators_tell_loaders_apart()
    {
        double[][] Of(long seed, long? own)
        {
            using var scope = new DefaultGenerator(new Generator(seed));
            return Epoch(new DataLoader(new Noisy(), batchSize: 4, seed: own));
        }

        Assert.Equal(Of(1, own: 5), Of(2, own: 5));
        Assert.NotEqual(Of(1, own: 5), Of(1, own: 6));
        Assert.NotEqual(Of(1, own: null), Of(2, own: null));
        Assert.Equal(Of(1, own: null), Of(1, own: null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Two_epochs_at_once_give_what_each_gives_alone(int prefetch)
    {
        double[][] a = Epoch(Loader(0, 1)), b = Epoch(Loader(0, 2));
        double[][] both = [.. Loader(prefetch, 1).Zip(Loader(prefetch, 2)).SelectMany(static p => (double[][])[p.First.X.ToDoubles(), p.Second.X.ToDoubles()])];
        Assert.Equal(a, both.Where(static (_, i) => i % 2 == 0));
        Assert.Equal(b, both.Where(static (_, i) => i % 2 == 1));

        IEnumerable<(Tensor X, Tensor Y)> epoch = Loader(prefetch, 1).Batches();
        Assert.Equal(a, Epoch(epoch));
        Assert.Equal(a, Epoch(epoch)); // the same epoch again
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_set_may_enumerate_a_loader_itself(int prefetch)
    {
        double[] Run(int outer, int inner)
        {
            using var scope = new DefaultGenerator(new Generator(7));
            var set = new Drawn(_ => new DataLoader(new Noisy(), batchSize: 4, prefetch: inner).Take(2).Sum(static b => b.X.Sum().Item()) + Tensor.Rand([]).Item());
            return [.. new DataLoader<double, double>(set, static s => s[0], prefetch: outer)];
        }

        double[] expected = Run(0, 0);
        Assert.Equal(expected.Length, expected.Distinct().Count());
        Assert.Equal(expected, Run(prefetch, 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void The_default_generator_is_the_epochs_in_set_collate_and_tasks_and_the_callers_again_after_an_exception(int prefetch)
    {
        var caller = new Generator(7);
        using var scope = new DefaultGenerator(caller);
        var seen = new List<Generator>();
        var set = new Drawn(i =>
        {
            seen.Add(Generator.Default);
            seen.Add(Task.Run(static async () =>
            {
                await Task.Yield();
                return Generator.Default;
            }).GetAwaiter().GetResult());
            return i == 5 ? throw new InvalidDataException("sample 5 is broken") : Tensor.Rand([]).Item();
        });
        var loader = new DataLoader<double, double>(
            set,
            s =>
            {
                seen.Add(Generator.Default);
                return s[0];
            },
            prefetch: prefetch);
        Assert.Throws<InvalidDataException>(() =>
        {
            foreach (double _ in loader)
            {
                Assert.Same(caller, Generator.Default);
            }
        });
        Assert.Same(caller, Generator.Default);
        Assert.Equal(17, seen.Count);
        Assert.NotSame(caller, Assert.Single(seen.Distinct()));
        Assert.Equal(new GeneratorState(7, 1), caller.GetState()); // one block for the epoch's seed
    }

    /// <summary>Samples with noise, as a set that augments.</summary>
    private sealed class Noisy : Dataset<(Tensor X, Tensor Y)>
    {
        public override int Count => Samples;

        public override (Tensor X, Tensor Y) this[int index] => (Tensor.Randn([4]), Tensor.Full([1], index / (double)Samples));
    }

    private sealed class Drawn(Func<int, double> draw) : Dataset<double>
    {
        public override int Count => 10;

        public override double this[int index] => draw(index);
    }
}
