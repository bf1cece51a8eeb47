namespace AutoGrad.Data;

/// <summary>Copies chosen rows of a tensor into a new one, and stacks samples.</summary>
internal static class Rows
{
    internal static Tensor Take(Tensor source, ReadOnlySpan<int> indices)
    {
        source = source.Contiguous();
        int[] sizes = source.Shape.ToArray();
        int bytes = sizes[0] == 0 ? 0 : source.NumEl / sizes[0] * source.DType.Size();
        sizes[0] = indices.Length;
        Tensor result = Tensor.Empty(Shape.Create(sizes), source.DType);
        Span<byte> from = source.Bytes(), to = result.Bytes();
        for (int i = 0; i < indices.Length; i++)
        {
            from.Slice(indices[i] * bytes, bytes).CopyTo(to[(i * bytes)..]);
        }

        GC.KeepAlive(source);
        return result;
    }

    /// <summary>Samples of one shape and dtype as rows. PyTorch: default_collate.</summary>
    internal static Tensor Stack(IReadOnlyList<Tensor> samples)
    {
        Tensor first = samples[0];
        Tensor result = Tensor.Empty([samples.Count, .. first.Shape], first.DType);
        int bytes = first.NumEl * first.DType.Size();
        for (int i = 0; i < samples.Count; i++)
        {
            Tensor sample = samples[i];
            if (sample.Shape != first.Shape || sample.DType != first.DType)
            {
                throw Errors.Shapes("DataLoader", first.Shape, sample.Shape, $"sample 0 of a batch is {first.DType} {first.Shape} and sample {i} is {sample.DType} {sample.Shape}. Give them one shape and dtype, or pass a collate function.");
            }

            Tensor dense = sample.Contiguous();
            dense.Bytes().CopyTo(result.Bytes()[(i * bytes)..]);
            GC.KeepAlive(dense);
        }

        return result;
    }
}
