namespace AutoGrad.Optim;

/// <summary>Whether a smaller or a larger metric is better.</summary>
public enum PlateauMode
{
    /// <summary>Smaller is better, as for a loss.</summary>
    Min,

    /// <summary>Larger is better, as for an accuracy.</summary>
    Max,
}

/// <summary>How a threshold is measured.</summary>
public enum ThresholdMode
{
    /// <summary>As a fraction of the best value.</summary>
    Rel,

    /// <summary>As a difference from the best value.</summary>
    Abs,
}

/// <summary>Reduces the rate when a metric has stopped improving. PyTorch: torch.optim.lr_scheduler.ReduceLROnPlateau.</summary>
public sealed class ReduceLROnPlateau : LRScheduler
{
    private readonly PlateauMode _mode;
    private readonly double _factor;
    private readonly int _patience;
    private readonly double _threshold;
    private readonly ThresholdMode _thresholdMode;
    private readonly int _cooldown;
    private readonly double _minLr;
    private readonly double _eps;
    private double _best;
    private int _badEpochs;
    private int _cooldownCounter;
    private bool _reduces;

    /// <summary>Schedules an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="mode">Which direction is better. Default Min.</param>
    /// <param name="factor">What the rate is multiplied by, below 1. Default 0.1.</param>
    /// <param name="patience">Epochs without improvement that are tolerated. Default 10.</param>
    /// <param name="threshold">How much counts as an improvement. Default 1e-4.</param>
    /// <param name="thresholdMode">How the threshold is measured. Default Rel.</param>
    /// <param name="cooldown">Epochs to wait after a reduction. Default 0.</param>
    /// <param name="minLr">Smallest rate. Default 0.</param>
    /// <param name="eps">Smallest change that is made. Default 1e-8.</param>
    /// <exception cref="ArgumentOutOfRangeException">factor is not below 1.</exception>
    public ReduceLROnPlateau(
        Optimizer optimizer, PlateauMode mode = PlateauMode.Min, double factor = 0.1, int patience = 10, double threshold = 1e-4,
        ThresholdMode thresholdMode = ThresholdMode.Rel, int cooldown = 0, double minLr = 0, double eps = 1e-8) : base(optimizer)
    {
        Errors.Require(factor < 1, nameof(ReduceLROnPlateau), nameof(factor), factor, "a number below 1");
        (_mode, _factor, _patience, _threshold, _thresholdMode, _cooldown, _minLr, _eps) = (mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
        _best = mode == PlateauMode.Min ? double.PositiveInfinity : double.NegativeInfinity;
    }

    /// <summary>Not available here: the schedule needs the metric.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void Step() => throw new InvalidOperationException("ReduceLROnPlateau: Step needs the metric. Call Step(validationLoss).");

    /// <summary>Reports the metric of an epoch and reduces the rates if it has stopped improving.</summary>
    /// <param name="metric">Such as the validation loss.</param>
    public void Step(double metric)
    {
        if (IsBetter(metric))
        {
            _best = metric;
            _badEpochs = 0;
        }
        else
        {
            _badEpochs++;
        }

        if (_cooldownCounter > 0)
        {
            _cooldownCounter--;
            _badEpochs = 0;
        }

        _reduces = _badEpochs > _patience;
        if (_reduces)
        {
            _cooldownCounter = _cooldown;
            _badEpochs = 0;
        }

        base.Step();
    }

    private protected override double Lr(int group, double current)
    {
        double reduced = Math.Max(current * _factor, _minLr);
        return _reduces && current - reduced > _eps ? reduced : current;
    }

    private protected override IEnumerable<(string Name, double Value)> State() => [("best", _best), ("num_bad_epochs", _badEpochs), ("cooldown_counter", _cooldownCounter)];

    private protected override void Restore(Func<string, double> read) =>
        (_best, _badEpochs, _cooldownCounter) = (read("best"), (int)read("num_bad_epochs"), (int)read("cooldown_counter"));

    private bool IsBetter(double metric) => (_mode, _thresholdMode) switch
    {
        (PlateauMode.Min, ThresholdMode.Rel) => metric < _best * (1 - _threshold),
        (PlateauMode.Min, _) => metric < _best - _threshold,
        (_, ThresholdMode.Rel) => metric > _best * (1 + _threshold),
        _ => metric > _best + _threshold,
    };
}
