namespace AutoGrad.Testing;

/// <summary>A size that several tensors share: where it stands, so that it shrinks everywhere at once.</summary>
/// <param name="Places">Which dimension of which tensor.</param>
/// <param name="Size">The size.</param>
/// <param name="IsOptional">Whether the tensors make sense without it.</param>
internal sealed record Dimension((int Tensor, int Dim)[] Places, int Size, bool IsOptional)
{
    /// <summary>The dimensions of tensors that were generated from patterns: by name, and in front by distance from the written ones.</summary>
    internal static IEnumerable<Dimension> Of(IReadOnlyList<Pattern> patterns, Tensor[] tensors)
    {
        var places = new Dictionary<string, List<(int Tensor, int Dim)>>();
        for (int t = 0; t < tensors.Length; t++)
        {
            int leading = tensors[t].Rank - patterns[t].Terms.Length;
            for (int d = 0; d < tensors[t].Rank; d++)
            {
                string name = d < leading ? $"...{leading - d}" : patterns[t].Terms[d - leading] is { Size: null } term ? term.Name : "";
                if (name.Length > 0)
                {
                    (places.TryGetValue(name, out List<(int Tensor, int Dim)>? list) ? list : places[name] = []).Add((t, d));
                }
            }
        }

        foreach ((string name, List<(int Tensor, int Dim)> list) in places)
        {
            yield return new Dimension([.. list], list.Max(p => tensors[p.Tensor].Shape[p.Dim]), name[0] == '.');
        }
    }

    /// <summary>The dimensions of one tensor, each for itself; the last two of a square one together.</summary>
    internal static IEnumerable<Dimension> Of(Domain domain, Tensor tensor)
    {
        int bound = domain.MinRank;
        for (int d = 0; d < tensor.Rank; d++)
        {
            if (domain.IsSquare && d >= tensor.Rank - 2)
            {
                yield return new Dimension([(0, d), (0, d + 1)], tensor.Shape[d], false);
                yield break;
            }

            yield return new Dimension([(0, d)], tensor.Shape[d], d < tensor.Rank - bound);
        }
    }

    /// <summary>The tensors without this dimension: its first entry is kept.</summary>
    internal Tensor[] Drop(Tensor[] tensors)
    {
        Tensor[] less = [.. tensors];
        foreach ((int t, int d) in Places)
        {
            less[t] = less[t].Slice(d, 0, 1).Squeeze(d);
        }

        return less;
    }

    /// <summary>The tensors with fewer entries; where the size is 1 by broadcasting it stays.</summary>
    internal Tensor[] Cut(Tensor[] tensors, int size)
    {
        Tensor[] less = [.. tensors];
        foreach ((int t, int d) in Places)
        {
            less[t] = less[t].Shape[d] == Size ? less[t].Slice(d, 0, size) : less[t];
        }

        return less;
    }
}
