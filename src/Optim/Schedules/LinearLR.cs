namespace AutoGrad.Optim;

/// <summary>Moves the factor of the rate linearly from startFactor to endFactor in totalIters epochs: a warm-up. PyTorch: torch.optim.lr_scheduler.LinearLR.</summary>
public sealed class LinearLR : LRScheduler
{
    private readonly double _start;
    private readonly double _end;
    private readonly int _totalIters;

    /// <summary>Schedules an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="startFactor">First factor, in (0, 1]. Default 1/3.</param>
    /// <param name="endFactor">Last factor, in [0, 1]. Default 1.</param>
    /// <param name="totalIters">Epochs of the change, at least 1. Default 5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor or totalIters is out of range.</exception>
    public LinearLR(Optimizer optimizer, double startFactor = 1.0 / 3, double endFactor = 1, int totalIters = 5) : base(optimizer)
    {
        Errors.Require(startFactor is > 0 and <= 1, nameof(LinearLR), nameof(startFactor), startFactor, "a number above 0 and at most 1");
        Errors.Require(endFactor is >= 0 and <= 1, nameof(LinearLR), nameof(endFactor), endFactor, "a number in [0, 1]");
        Errors.Require(totalIters >= 1, nameof(LinearLR), nameof(totalIters), totalIters, "1 or more epochs");
        (_start, _end, _totalIters) = (startFactor, endFactor, totalIters);
        SetLrs();
    }

    private protected override double Lr(int group, double current) =>
        LastEpoch == 0 ? current * _start
        : LastEpoch > _totalIters ? current
        : current * (1 + ((_end - _start) / ((_totalIters * _start) + ((LastEpoch - 1) * (_end - _start)))));
}
