namespace AutoGrad.Optim;

/// <summary>Follows half a cosine from the initial rate to etaMin in tMax epochs, and back. PyTorch: torch.optim.lr_scheduler.CosineAnnealingLR.</summary>
/// <remarks>PyTorch's recursive form, so that rates changed by hand are scaled on. Source: Loshchilov, Hutter 2017, arXiv:1608.03983 (without restarts).</remarks>
public sealed class CosineAnnealingLR : LRScheduler
{
    private readonly int _tMax;
    private readonly double _etaMin;

    /// <summary>Schedules an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="tMax">Epochs to the minimum, at least 1.</param>
    /// <param name="etaMin">Smallest rate. Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">tMax is below 1.</exception>
    public CosineAnnealingLR(Optimizer optimizer, int tMax, double etaMin = 0) : base(optimizer)
    {
        Errors.Require(tMax >= 1, nameof(CosineAnnealingLR), nameof(tMax), tMax, "1 or more epochs");
        _tMax = tMax;
        _etaMin = etaMin;
    }

    private protected override double Lr(int group, double current)
    {
        if (LastEpoch == 0)
        {
            return current;
        }

        // Just past the minimum the ratio below is 0/0: start again from the minimum.
        return (LastEpoch - 1 - _tMax) % (2 * _tMax) == 0
            ? current + ((BaseLrs[group] - _etaMin) * (1 - Math.Cos(Math.PI / _tMax)) / 2)
            : ((1 + Math.Cos(Math.PI * LastEpoch / _tMax)) / (1 + Math.Cos(Math.PI * (LastEpoch - 1) / _tMax)) * (current - _etaMin)) + _etaMin;
    }
}
