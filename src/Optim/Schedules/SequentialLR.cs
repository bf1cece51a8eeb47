namespace AutoGrad.Optim;

/// <summary>Schedules one after the other, such as a warm-up and then a cosine. PyTorch: torch.optim.lr_scheduler.SequentialLR.</summary>
/// <remarks>Each schedule starts at its own epoch 0 from the initial rates.</remarks>
public sealed class SequentialLR : LRScheduler
{
    private readonly LRScheduler[] _schedulers;
    private readonly int[] _milestones;

    /// <summary>Chains schedules of one optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="schedulers">The schedules in order, made for the same optimizer; ReduceLROnPlateau, which needs a metric, is not possible.</param>
    /// <param name="milestones">The epochs at which the next one takes over, rising; one less than there are schedules.</param>
    /// <exception cref="ArgumentException">A schedule is for another optimizer or needs a metric, or the milestones do not fit.</exception>
    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones) : base(optimizer)
    {
        ArgumentNullException.ThrowIfNull(schedulers);
        ArgumentNullException.ThrowIfNull(milestones);
        _schedulers = [.. schedulers];
        _milestones = [.. milestones];
        if (_schedulers.Length == 0 || _milestones.Length != _schedulers.Length - 1)
        {
            throw new ArgumentException($"SequentialLR: {_milestones.Length} milestones for {_schedulers.Length} schedules. Give one milestone between each two.", nameof(milestones));
        }

        if (_milestones.Where((m, i) => m < 1 || (i > 0 && m <= _milestones[i - 1])).Any())
        {
            throw new ArgumentException($"SequentialLR: the milestones [{string.Join(", ", _milestones)}] do not rise from 1. Sort them.", nameof(milestones));
        }

        if (Array.Find(_schedulers, s => s is null or ReduceLROnPlateau || s.Optimizer != optimizer) is var bad && (bad is not null || _schedulers.Contains(null)))
        {
            throw new ArgumentException($"SequentialLR: {bad?.GetType().Name ?? "null"} cannot take part. Pass schedules of this optimizer that need no metric.", nameof(schedulers));
        }

        _schedulers[0].Restart();
    }

    /// <inheritdoc/>
    public override void Step()
    {
        int epoch = LastEpoch + 1, at = _milestones.Count(m => m <= epoch);
        if (at > 0 && _milestones[at - 1] == epoch)
        {
            _schedulers[at].Restart();
        }
        else
        {
            _schedulers[at].Step();
        }

        base.Step();
    }

    /// <summary>The schedule at work has set the rate.</summary>
    private protected override double Lr(int group, double current) => current;

    private protected override IEnumerable<(string Name, double Value)> State() =>
        _schedulers.SelectMany(static (s, i) => s.Entries().Select(e => ($"schedulers.{i}.{e.Name}", e.Value)));

    private protected override void Restore(Func<string, double> read)
    {
        for (int i = 0; i < _schedulers.Length; i++)
        {
            string prefix = $"schedulers.{i}.";
            _schedulers[i].TakeBack(name => read(prefix + name), _schedulers[i] is OneCycleLR ? _schedulers[i].BaseLrs : BaseLrs);
        }
    }
}
