namespace AutoGrad.VsPyTorch.Cases;

/// <summary>Sums, means and maxima of a million elements, over everything and over each dimension.</summary>
internal static class Reductions
{
    private static readonly Shape Sizes = [128, 64, 128];

    public static IEnumerable<Case> Cases =>
    [
        Row("sum, all", "a.sum()", static a => a.Sum()),
        Row("mean, all", "a.mean()", static a => a.Mean()),
        Row("max, all", "a.max()", static a => a.Max()),
        Row("argmax, all", "a.argmax()", static a => a.ArgMax()),
        .. from dim in new[] { 0, 1, 2 }
           from test in new[]
           {
               Row($"sum, dim {dim}", $"a.sum({dim})", a => a.Sum(dim)),
               Row($"mean, dim {dim}", $"a.mean({dim})", a => a.Mean(dim)),
               Row($"max, dim {dim}", $"tuple(a.max({dim}))", a => a.Max(dim)),
               Row($"argmax, dim {dim}", $"a.argmax({dim})", a => a.ArgMax(dim)),
           }
           select test,
    ];

    private static Case Row(string name, string torch, Func<Tensor, object> op) => new("reduction of 128x64x128", name, 1, 2, $"def step(): return {torch}", data =>
    {
        Tensor a = data.Normal("a", Sizes);
        return () => op(a);
    });
}
