namespace AutoGrad.Optim;

/// <summary>Multiplies the rate by gamma every epoch. PyTorch: torch.optim.lr_scheduler.ExponentialLR.</summary>
public sealed class ExponentialLR : LRScheduler
{
    private readonly double _gamma;

    /// <summary>Schedules an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="gamma">The factor.</param>
    public ExponentialLR(Optimizer optimizer, double gamma) : base(optimizer) => _gamma = gamma;

    private protected override double Lr(int group, double current) => LastEpoch == 0 ? current : current * _gamma;
}
