using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Testing;

/// <summary>FsCheck generators with shrinkers for shapes, layouts and tensors: for <c>Prop.ForAll</c>, and for <c>GradCheck.ForAll</c>.</summary>
public static class Arbitraries
{
    /// <summary>Largest size of a dimension where none is asked for.</summary>
    internal const int DefaultMaxSize = 5;

    private const int MostLeading = 3;

    /// <summary>Random shapes; they shrink to fewer dimensions and smaller sizes.</summary>
    /// <param name="minRank">Least rank. Default 0.</param>
    /// <param name="maxRank">Largest rank. Default 4.</param>
    /// <param name="maxSize">Largest size of a dimension. Default 5.</param>
    /// <param name="allowEmpty">Whether sizes may be 0. Default false.</param>
    /// <returns>The arbitrary.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rank is negative, maxRank is below minRank, or maxSize is below 1.</exception>
    public static Arbitrary<Shape> Shape(int minRank = 0, int maxRank = 4, int maxSize = DefaultMaxSize, bool allowEmpty = false)
    {
        Arguments.Require(minRank >= 0, "Arbitraries", nameof(minRank), minRank, "at least 0");
        Arguments.Require(maxRank >= minRank, "Arbitraries", nameof(maxRank), maxRank, $"at least the least rank, {minRank}");
        Arguments.Require(maxSize >= 1, "Arbitraries", nameof(maxSize), maxSize, "at least 1");
        int least = allowEmpty ? 0 : 1;
        return Arb.From(
            from rank in Gen.Choose(minRank, maxRank) from sizes in Size(maxSize, least).ArrayOf(rank) select AutoGrad.Shape.Create(sizes),
            shape => Smaller(shape, minRank));
    }

    /// <summary>Random layouts; they shrink to contiguous.</summary>
    /// <returns>The arbitrary.</returns>
    public static Arbitrary<TensorLayout> Layout() =>
        Arb.From(Gen.Elements(Layouts.All), static layout => layout == TensorLayout.Contiguous ? [] : (TensorLayout[])[TensorLayout.Contiguous]);

    /// <summary>Random tensors of random shapes and layouts with values from a domain; they shrink in layout, shape and values and stay in the domain.</summary>
    /// <param name="domain">The values. Default <see cref="Domain.Any"/>; integers give Int64.</param>
    /// <param name="minRank">Least rank; the domain's own if that is larger. Default 0.</param>
    /// <param name="maxRank">Largest rank. Default 3.</param>
    /// <param name="maxSize">Largest size of a dimension. Default 5.</param>
    /// <param name="dtype">DType of values that are no integers. Default Float64.</param>
    /// <returns>The arbitrary.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rank is negative, maxRank is below the least rank, or maxSize is below 1.</exception>
    public static Arbitrary<Tensor> Tensor(Domain? domain = null, int minRank = 0, int maxRank = 3, int maxSize = DefaultMaxSize, DType dtype = DType.Float64)
    {
        Domain values = domain ?? Domain.Any;
        DType type = values.IsInteger ? DType.Int64 : dtype;
        return Arb.From(
            from shape in Shape(Math.Max(minRank, values.MinRank), maxRank, maxSize).Generator
            from tensor in Of(values.IsSquare ? Squared(shape) : shape, values, type)
            select tensor,
            t => TensorShrinker.Shrink([t], [values], ts => Dimension.Of(values, ts[0]).Select(d => d with { IsOptional = d.IsOptional && ts[0].Rank > minRank })).Select(static ts => ts[0]));
    }

    /// <summary>Several random tensors whose shapes fit together by the names of their dimensions; a size that shrinks shrinks in all of them.</summary>
    /// <param name="inputs">What to generate, such as <c>"n k"</c> and <c>"k m"</c>.</param>
    /// <returns>The arbitrary; its arrays have one tensor per input.</returns>
    /// <exception cref="ArgumentException">An input cannot be read, or its domain does not fit its dimensions.</exception>
    public static Arbitrary<Tensor[]> Tensors(params Input[] inputs) => Tensors(DefaultMaxSize, inputs);

    /// <summary>Several random tensors whose shapes fit together, with sizes up to a limit.</summary>
    /// <param name="maxSize">Largest size of a dimension.</param>
    /// <param name="inputs">What to generate.</param>
    /// <returns>The arbitrary.</returns>
    /// <exception cref="ArgumentException">An input cannot be read, or its domain does not fit its dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">maxSize is below 1.</exception>
    public static Arbitrary<Tensor[]> Tensors(int maxSize, params Input[] inputs)
    {
        Arguments.Require(maxSize >= 1, "Arbitraries", nameof(maxSize), maxSize, "at least 1");
        return Tensors(maxSize, inputs, large: null);
    }

    /// <summary>The same, with one large dimension if that is asked for.</summary>
    internal static Arbitrary<Tensor[]> Tensors(int maxSize, Input[] inputs, Large? large)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Pattern[] patterns = Array.ConvertAll(inputs, Pattern.Parse);
        Domain[] domains = Array.ConvertAll(inputs, static i => i.Domain);
        string[] names = [.. patterns.SelectMany(static p => p.Terms).Where(static t => t.Size is null).Select(static t => t.Name).Distinct()];
        return Arb.From(
            from named in Size(maxSize).ArrayOf(names.Length)
            from rank in Gen.Choose(large is null ? 0 : 1, MostLeading)
            from leading in Size(Math.Min(maxSize, 3)).ArrayOf(rank)
            let small = new Sizes(names.Zip(named).ToDictionary(static p => p.First, static p => p.Second), leading)
            from sizes in large is null ? Gen.Constant(small) : large.Into(patterns, small)
            from tensors in Gen.CollectToArray(patterns, p => p.Shape(sizes.Named, sizes.Leading).SelectMany(shape => Of(shape, p.Input.Domain, p.Input.Domain.IsInteger ? DType.Int64 : p.Input.DType)))
            select tensors,
            tensors => TensorShrinker.Shrink(tensors, domains, ts => Dimension.Of(patterns, ts)));
    }

    /// <summary>Two tensors that broadcast against each other: leading dimensions missing, sizes of 1 on either side.</summary>
    /// <param name="a">Values of the first. Default <see cref="Domain.Any"/>.</param>
    /// <param name="b">Values of the second. Default <see cref="Domain.Any"/>.</param>
    /// <returns>The arbitrary.</returns>
    public static Arbitrary<(Tensor A, Tensor B)> BroadcastablePair(Domain? a = null, Domain? b = null) => Arb.Convert(
        Tensors(new Input("...?") { Domain = a ?? Domain.Any }, new Input("...?") { Domain = b ?? Domain.Any }),
        static pair => (pair[0], pair[1]),
        static pair => (Tensor[])[pair.Item1, pair.Item2]);

    private static Gen<Tensor> Of(Shape shape, Domain domain, DType dtype) =>
        from values in domain.Values(shape)
        from layout in Layout().Generator
        select Layouts.Arrange(TensorShrinker.Make(values, shape, dtype), layout == TensorLayout.Expanded && !domain.AllowsRepeats ? TensorLayout.Transposed : layout);

    /// <summary>Small sizes first: the run's size grows from 1 to 100.</summary>
    private static Gen<int> Size(int maxSize, int least = 1) => Gen.Sized(size => Gen.Choose(least, Math.Min(maxSize, 2 + (size / 12))));

    private static Shape Squared(Shape shape)
    {
        int[] sizes = shape.ToArray();
        sizes[^2] = sizes[^1];
        return AutoGrad.Shape.Create(sizes);
    }

    private static IEnumerable<Shape> Smaller(Shape shape, int minRank)
    {
        int[] sizes = shape.ToArray();
        for (int d = 0; d < sizes.Length && sizes.Length > minRank; d++)
        {
            yield return AutoGrad.Shape.Create([.. sizes[..d], .. sizes[(d + 1)..]]);
        }

        for (int d = 0; d < sizes.Length; d++)
        {
            foreach (int size in TensorShrinker.Sizes(sizes[d]))
            {
                int[] less = [.. sizes];
                less[d] = size;
                yield return AutoGrad.Shape.Create(less);
            }
        }
    }
}
