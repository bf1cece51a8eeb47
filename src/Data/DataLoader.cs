using System.Collections;
using System.Threading.Channels;

namespace AutoGrad.Data;

/// <summary>Batches of a data set, in order or shuffled, prepared in the background. PyTorch: torch.utils.data.DataLoader.</summary>
/// <typeparam name="TSample">Type of a sample.</typeparam>
/// <typeparam name="TBatch">Type of a batch.</typeparam>
/// <remarks>
/// Each enumeration is one epoch. The order depends on the seed and the epoch alone, not on prefetching. An exception in the data set reaches the loop that enumerates.
/// While samples are fetched and made a batch, <see cref="Generator.Default"/> is a generator of the epoch's own, whose seed follows from the loader's seed and the epoch, or without a seed is drawn in the
/// calling thread when the epoch begins, as PyTorch draws base_seed. So samples changed at random are the same in every run and at every prefetch, and the calling thread's numbers do not depend on how far
/// ahead the batches are. Any other generator that a data set draws from is its own business: an epoch left early has moved it by the batches made ahead.
/// </remarks>
public class DataLoader<TSample, TBatch> : IEnumerable<TBatch>
{
    private readonly Func<IReadOnlyList<TSample>, TBatch> _collate;
    private readonly long? _seed;
    private Generator? _generator;
    private int _epoch;

    /// <summary>Loads batches of a data set.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="collate">Makes a batch of a list of samples.</param>
    /// <param name="batchSize">Samples per batch, at least 1. Default 1.</param>
    /// <param name="shuffle">Whether every epoch has a new random order. Default false.</param>
    /// <param name="dropLast">Whether an incomplete last batch is left out. Default false.</param>
    /// <param name="seed">Seed of the orders and of what the data set draws; null draws from <see cref="Generator.Default"/>. Default null.</param>
    /// <param name="prefetch">Batches prepared ahead on a background thread; 0 prepares in the calling thread. Default 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">batchSize is below 1 or prefetch is negative.</exception>
    public DataLoader(
        Dataset<TSample> dataset, Func<IReadOnlyList<TSample>, TBatch> collate, int batchSize = 1, bool shuffle = false, bool dropLast = false, long? seed = null, int prefetch = 2)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(collate);
        Errors.Require(batchSize >= 1, "DataLoader", nameof(batchSize), batchSize, "1 or more");
        Errors.Require(prefetch >= 0, "DataLoader", nameof(prefetch), prefetch, "0 for none, or more");
        Dataset = dataset;
        _collate = collate;
        BatchSize = batchSize;
        Shuffle = shuffle;
        DropLast = dropLast;
        Prefetch = prefetch;
        _seed = seed;
        Epoch = 0;
    }

    /// <summary>The samples.</summary>
    public Dataset<TSample> Dataset { get; }

    /// <summary>Samples per batch.</summary>
    public int BatchSize { get; }

    /// <summary>Whether every epoch has a new random order.</summary>
    public bool Shuffle { get; }

    /// <summary>Whether an incomplete last batch is left out.</summary>
    public bool DropLast { get; }

    /// <summary>Batches prepared ahead.</summary>
    public int Prefetch { get; }

    /// <summary>Epochs begun so far. Set to go on where an earlier run stopped: the next epoch then has the order and the random numbers it would have had there. PyTorch: DistributedSampler.set_epoch.</summary>
    /// <value>0 in a new loader. Without a seed of its own a loader draws its orders and the seeds of its epochs from <see cref="Generator.Default"/>, whose state is then what a run goes on with.</value>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int Epoch
    {
        get => _epoch;
        set
        {
            Errors.Require(value >= 0, "DataLoader", nameof(Epoch), value, "0 or more");
            _epoch = value;
            if (_seed is not { } seed)
            {
                return;
            }

            _generator = new Generator(seed);
            if (Shuffle && value > 0)
            {
                // Every order takes as many of the generator's blocks as the first.
                Tensor.RandPerm(Dataset.Count, generator: _generator);
                _generator.SetState(new GeneratorState(seed, _generator.GetState().Offset * value));
            }
        }
    }

    /// <summary>Number of batches in an epoch.</summary>
    public int Count => DropLast ? Dataset.Count / BatchSize : (int)(((long)Dataset.Count + BatchSize - 1) / BatchSize);

    /// <summary>One epoch.</summary>
    /// <returns>The batches in order.</returns>
    public IEnumerator<TBatch> GetEnumerator() => Batches().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One epoch that can be cancelled between batches.</summary>
    /// <param name="cancellationToken">Stops the epoch with an OperationCanceledException.</param>
    /// <returns>The batches in order.</returns>
    public IEnumerable<TBatch> Batches(CancellationToken cancellationToken = default)
    {
        int[] order = Order();
        long seed = SampleSeed(_epoch++);
        return Prefetch == 0 ? InPlace(order, seed, cancellationToken) : Ahead(order, seed, cancellationToken);
    }

    private int[] Order()
    {
        int n = Dataset.Count;
        if (!Shuffle)
        {
            return [.. Enumerable.Range(0, n)];
        }

        return Array.ConvertAll(Tensor.RandPerm(n, generator: _generator).ToArray<long>(), static i => (int)i);
    }

    /// <summary>Seed of what the data set draws in an epoch.</summary>
    private long SampleSeed(int epoch)
    {
        // A block for each epoch, counted down from the last: the orders, which count up from block 0, never come there.
        RandomBits bits = _seed is { } seed ? new RandomBits((ulong)seed, ulong.MaxValue - (ulong)epoch) : Generator.Default.Reserve(1);
        return bits.ToSeed();
    }

    private IEnumerable<TBatch> InPlace(int[] order, long seed, CancellationToken cancellationToken)
    {
        var generator = new Generator(seed);
        for (int b = 0; b < Count; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Batch(order, b, generator);
        }
    }

    private IEnumerable<TBatch> Ahead(int[] order, long seed, CancellationToken cancellationToken)
    {
        var generator = new Generator(seed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken token = stop.Token;
        Channel<TBatch> ready = Channel.CreateBounded<TBatch>(new BoundedChannelOptions(Prefetch) { SingleReader = true, SingleWriter = true });
        Task producer = Task.Run(
            async () =>
            {
                try
                {
                    for (int b = 0; b < Count; b++)
                    {
                        await ready.Writer.WriteAsync(Batch(order, b, generator), token).ConfigureAwait(false);
                    }

                    ready.Writer.Complete();
                }
                catch (Exception e)
                {
                    ready.Writer.Complete(e);
                }
            },
            CancellationToken.None);
        try
        {
            while (Next(ready.Reader, cancellationToken, out TBatch? batch))
            {
                yield return batch!;
            }
        }
        finally
        {
            stop.Cancel(); // the loop was left early: the producer stops before its next batch
            producer.Wait(CancellationToken.None);
        }
    }

    private static bool Next(ChannelReader<TBatch> reader, CancellationToken cancellationToken, out TBatch? batch)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // What the data set threw comes out of the wait as it was thrown, after the batches made before it.
        return reader.TryRead(out batch) || (reader.WaitToReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult() && reader.TryRead(out batch));
    }

    private TBatch Batch(int[] order, int b, Generator generator)
    {
        using var scope = new DefaultGenerator(generator);
        int start = b * BatchSize, count = Math.Min(BatchSize, order.Length - start);
        if (Dataset is IBatchSource<TBatch> { CanBatch: true } source && StacksRows)
        {
            return source.Batch(order.AsSpan(start, count));
        }

        var samples = new TSample[count];
        for (int i = 0; i < count; i++)
        {
            samples[i] = Dataset[order[start + i]];
        }

        return _collate(samples);
    }

    /// <summary>Whether the collate function is the default one, which a data set of tensors can replace by one copy.</summary>
    private protected virtual bool StacksRows => false;
}
