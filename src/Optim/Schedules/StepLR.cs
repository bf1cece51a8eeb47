namespace AutoGrad.Optim;

/// <summary>Multiplies the rate by gamma every stepSize epochs. PyTorch: torch.optim.lr_scheduler.StepLR.</summary>
public sealed class StepLR : LRScheduler
{
    private readonly int _stepSize;
    private readonly double _gamma;

    /// <summary>Schedules an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="stepSize">Epochs between changes, at least 1.</param>
    /// <param name="gamma">The factor. Default 0.1.</param>
    /// <exception cref="ArgumentOutOfRangeException">stepSize is below 1.</exception>
    public StepLR(Optimizer optimizer, int stepSize, double gamma = 0.1) : base(optimizer)
    {
        Errors.Require(stepSize >= 1, nameof(StepLR), nameof(stepSize), stepSize, "1 or more epochs");
        _stepSize = stepSize;
        _gamma = gamma;
    }

    private protected override double Lr(int group, double current) => LastEpoch > 0 && LastEpoch % _stepSize == 0 ? current * _gamma : current;
}
