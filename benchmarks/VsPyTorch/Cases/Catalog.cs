namespace AutoGrad.VsPyTorch.Cases;

/// <summary>Every row, in the order of the table.</summary>
internal static class Catalog
{
    public static IEnumerable<Case> All =>
    [
        .. Products.Cases,
        .. Networks.Cases,
        .. Convolutions.Cases,
        .. Normalizations.Cases,
        .. Elementwise.Cases,
        .. Reductions.Cases,
        .. Sequences.Cases,
        .. Scalars.Cases,
        .. Indexing.Cases,
        .. Optimizers.Cases,
        .. AdBench.Cases,
        .. StartUp.Cases,
    ];
}
