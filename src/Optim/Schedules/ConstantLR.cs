namespace AutoGrad.Optim;

/// <summary>Multiplies the rate by factor for the first totalIters epochs. PyTorch: torch.optim.lr_scheduler.ConstantLR.</summary>
public sealed class ConstantLR : LRScheduler
{
    private readonly double _factor;
    private readonly int _totalIters;

    /// <summary>Schedules an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="factor">The factor, in (0, 1]. Default 1/3.</param>
    /// <param name="totalIters">Epochs with the factor, at least 0. Default 5.</param>
    /// <exception cref="ArgumentOutOfRangeException">factor or totalIters is out of range.</exception>
    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int totalIters = 5) : base(optimizer)
    {
        Errors.Require(factor is > 0 and <= 1, nameof(ConstantLR), nameof(factor), factor, "a number above 0 and at most 1");
        Errors.Require(totalIters >= 0, nameof(ConstantLR), nameof(totalIters), totalIters, "0 or more epochs");
        (_factor, _totalIters) = (factor, totalIters);
        SetLrs();
    }

    private protected override double Lr(int group, double current) =>
        LastEpoch == 0 ? current * _factor : LastEpoch == _totalIters ? current / _factor : current;
}
