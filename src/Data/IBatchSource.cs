namespace AutoGrad.Data;

/// <summary>A set that can give many samples stacked at once, which saves a small tensor per sample. A batch has the type of a sample with one more leading dimension.</summary>
/// <typeparam name="T">Type of a sample and of a batch.</typeparam>
internal interface IBatchSource<T>
{
    /// <summary>Whether the set can do it now.</summary>
    bool CanBatch => true;

    /// <summary>The samples at the given positions, stacked.</summary>
    T Batch(ReadOnlySpan<int> indices);
}
