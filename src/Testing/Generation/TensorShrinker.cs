namespace AutoGrad.Testing;

/// <summary>Smaller and simpler tensors that stay in their domains: layout first, then dimensions and sizes, then values.</summary>
internal static class TensorShrinker
{
    internal static IEnumerable<Tensor[]> Shrink(Tensor[] tensors, IReadOnlyList<Domain> domains, Func<Tensor[], IEnumerable<Dimension>> dimensionsOf)
    {
        if (Array.Exists(tensors, static t => !t.IsContiguous))
        {
            yield return Array.ConvertAll(tensors, static t => t.Contiguous());
            for (int t = 0; t < tensors.Length; t++)
            {
                if (!tensors[t].IsContiguous)
                {
                    yield return With(tensors, t, tensors[t].Contiguous());
                }
            }
        }

        Dimension[] dimensions = [.. dimensionsOf(tensors)];
        foreach (Dimension dimension in dimensions.Where(static d => d.IsOptional))
        {
            yield return Mend(dimension.Drop(tensors), domains);
        }

        foreach (Dimension dimension in dimensions)
        {
            foreach (int size in Sizes(dimension.Size))
            {
                yield return Mend(dimension.Cut(tensors, size), domains);
            }
        }

        for (int t = 0; t < tensors.Length; t++)
        {
            double[] values = Values(tensors[t]);
            foreach (double[] simpler in domains[t].Simpler(values, tensors[t].Shape))
            {
                if (!simpler.AsSpan().SequenceEqual(values) && domains[t].Contains(simpler, tensors[t].Shape))
                {
                    yield return With(tensors, t, Make(simpler, tensors[t].Shape, tensors[t].DType));
                }
            }
        }
    }

    /// <summary>Sizes to try in place of one: 1, then nearer and nearer to it, so that the least that fails is reached in a few dozen steps from a thousand.</summary>
    internal static IEnumerable<int> Sizes(int size)
    {
        if (size > 1)
        {
            yield return 1;
        }

        for (int less = size / 2; less > 0; less /= 2)
        {
            if (size - less > 1)
            {
                yield return size - less;
            }
        }
    }

    internal static Tensor Make(double[] values, Shape shape, DType dtype) => Tensor.From<double>(values, shape).To(dtype);

    internal static double[] Values(Tensor t) => t.To(DType.Float64).ToArray<double>();

    private static Tensor[] With(Tensor[] tensors, int which, Tensor t)
    {
        Tensor[] changed = [.. tensors];
        changed[which] = t;
        return changed;
    }

    /// <summary>Back into the domains; what is in its domain keeps its layout.</summary>
    private static Tensor[] Mend(Tensor[] tensors, IReadOnlyList<Domain> domains) => [.. tensors.Select((t, i) =>
    {
        double[] values = Values(t), mended = domains[i].Mend(values, t.Shape);
        return values.AsSpan().SequenceEqual(mended) ? t : Make(mended, t.Shape, t.DType);
    })];
}
