namespace AutoGrad.Testing;

/// <summary>The conditions under which an op's samples are drawn.</summary>
internal sealed record OpDraw(int Seed, int Size, SampleLayout Layout, DType DType = DType.Float64)
{
    /// <summary>Size of one dimension; 0 for draws without a large one.</summary>
    internal int Large { get; init; }

    /// <summary>Which dimension that is.</summary>
    internal int LargeDim { get; init; } = -1;

    internal Sampler Sampler() => new(Seed, Size, Layout, DType) { Large = Large, LargeDim = LargeDim };

    /// <summary>Simpler draws of the same seed.</summary>
    internal IEnumerable<OpDraw> Smaller()
    {
        if (Layout != SampleLayout.Contiguous)
        {
            yield return this with { Layout = SampleLayout.Contiguous };
        }

        if (DType != DType.Float64)
        {
            yield return this with { DType = DType.Float64 };
        }

        foreach (int large in TensorShrinker.Sizes(Large).Prepend(0).Where(large => large < Large))
        {
            yield return this with { Large = large };
        }

        for (int size = 1; size < Size; size++)
        {
            yield return this with { Size = size };
        }
    }

    /// <summary>The sampler, as C#.</summary>
    public override string ToString() =>
        $"new Sampler({Seed}, {Size}, SampleLayout.{Layout}, DType.{DType}){(Large == 0 ? "" : $" {{ Large = {Large}{(LargeDim == -1 ? "" : $", LargeDim = {LargeDim}")} }}")}";
}
