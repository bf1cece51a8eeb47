namespace AutoGrad.Data;

/// <summary>Copies chosen rows of a tensor into a new one, and stacks samples.</summary>
internal static class Rows
{
    internal static Tensor Take(Tensor source, ReadOnlySpan<int> indices) => source.IndexSelect(0, Tensor.From(indices));

    /// <summary>Samples of one shape and dtype as rows. PyTorch: default_collate.</summary>
    internal static Tensor Stack(IReadOnlyList<Tensor> samples)
    {
        Tensor first = samples[0];
        for (int i = 0; i < samples.Count; i++)
        {
            Tensor sample = samples[i];
            if (sample.Shape != first.Shape || sample.DType != first.DType)
            {
                throw Errors.Shapes("DataLoader", first.Shape, sample.Shape, $"sample 0 of a batch is {first.DType} {first.Shape} and sample {i} is {sample.DType} {sample.Shape}. Give them one shape and dtype, or pass a collate function.");
            }
        }

        return Tensor.Stack([.. samples]);
    }
}
