namespace AutoGrad.Data;

/// <summary>Batches of (input, target) pairs: <c>foreach (var (x, y) in new DataLoader(data, batchSize: 64, shuffle: true))</c>. PyTorch: torch.utils.data.DataLoader.</summary>
public sealed class DataLoader : DataLoader<(Tensor X, Tensor Y), (Tensor X, Tensor Y)>
{
    /// <summary>Loads batches of pairs; samples of one shape are stacked.</summary>
    /// <param name="dataset">The pairs.</param>
    /// <param name="batchSize">Samples per batch, at least 1. Default 1.</param>
    /// <param name="shuffle">Whether every epoch has a new random order. Default false.</param>
    /// <param name="dropLast">Whether an incomplete last batch is left out. Default false.</param>
    /// <param name="seed">Seed of the orders and of what the data set draws; null draws from <see cref="Generator.Default"/>. Default null.</param>
    /// <param name="prefetch">Batches prepared ahead on a background thread; 0 prepares in the calling thread. Default 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">batchSize is below 1 or prefetch is negative.</exception>
    public DataLoader(Dataset<(Tensor X, Tensor Y)> dataset, int batchSize = 1, bool shuffle = false, bool dropLast = false, long? seed = null, int prefetch = 2)
        : base(dataset, Stack, batchSize, shuffle, dropLast, seed, prefetch)
    {
    }

    private protected override bool StacksRows => true;

    private static (Tensor X, Tensor Y) Stack(IReadOnlyList<(Tensor X, Tensor Y)> samples) =>
        (Rows.Stack([.. samples.Select(static s => s.X)]), Rows.Stack([.. samples.Select(static s => s.Y)]));
}
