namespace AutoGrad.NN;

/// <summary>Normalises each channel over the batch, with running statistics for evaluation. PyTorch: torch.nn.BatchNorm1d.</summary>
/// <remarks>Shapes: [N, C] or [N, C, L] → the same. See <see cref="BatchNorm"/> for state and formula.</remarks>
public sealed class BatchNorm1d : BatchNorm
{
    /// <summary>Creates the layer.</summary>
    /// <param name="numFeatures">Channels C.</param>
    /// <param name="eps">Added to the variance. Default 1e-5.</param>
    /// <param name="momentum">Share of the new batch in the running statistics; null for a cumulative average. Default 0.1.</param>
    /// <param name="affine">Whether scale and shift are learned. Default true.</param>
    /// <param name="trackRunningStats">Whether running statistics are kept; without them evaluation uses the batch's. Default true.</param>
    /// <exception cref="ArgumentOutOfRangeException">numFeatures is below 1.</exception>
    public BatchNorm1d(int numFeatures, double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStats = true)
        : base(numFeatures, eps, momentum, affine, trackRunningStats)
    {
    }

    private protected override bool Accepts(int rank) => rank is 2 or 3;

    private protected override string Ranks => "2 or 3";
}
