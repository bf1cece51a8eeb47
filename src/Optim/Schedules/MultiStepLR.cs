namespace AutoGrad.Optim;

/// <summary>Multiplies the rate by gamma at each milestone. PyTorch: torch.optim.lr_scheduler.MultiStepLR.</summary>
public sealed class MultiStepLR : LRScheduler
{
    private readonly int[] _milestones;
    private readonly double _gamma;

    /// <summary>Schedules an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="milestones">Epochs of the changes; one listed twice counts twice.</param>
    /// <param name="gamma">The factor. Default 0.1.</param>
    public MultiStepLR(Optimizer optimizer, IEnumerable<int> milestones, double gamma = 0.1) : base(optimizer)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        _milestones = [.. milestones];
        _gamma = gamma;
        SetLrs(); // a milestone at 0 counts
    }

    private protected override double Lr(int group, double current) => current * Math.Pow(_gamma, _milestones.Count(m => m == LastEpoch));
}
