namespace AutoGrad.Optim;

/// <summary>One rise to a high rate and one fall far below the first; step it after each batch. PyTorch: torch.optim.lr_scheduler.OneCycleLR.</summary>
/// <remarks>The momentum (beta1 of the Adam family) moves the other way. Source: Smith, Topin 2017, arXiv:1708.07120, with PyTorch's two phases by default.</remarks>
public sealed class OneCycleLR : LRScheduler
{
    private readonly double[] _maxLrs;
    private readonly int _totalSteps;
    private readonly double _rise;
    private readonly AnnealStrategy _strategy;
    private readonly string? _momentum;
    private readonly double _baseMomentum;
    private readonly double _maxMomentum;
    private readonly double _finalDivFactor;
    private readonly bool _threePhase;

    /// <summary>Schedules every group with one highest rate.</summary>
    /// <param name="optimizer">The optimizer; its own rates are replaced.</param>
    /// <param name="maxLr">The highest rate.</param>
    /// <param name="totalSteps">Steps of the cycle: epochs times batches.</param>
    /// <param name="pctStart">Part of the steps that the rise takes, in (0, 1). Default 0.3.</param>
    /// <param name="annealStrategy">How rates move. Default Cos.</param>
    /// <param name="cycleMomentum">Whether the momentum moves too. Default true.</param>
    /// <param name="baseMomentum">Momentum at the highest rate. Default 0.85.</param>
    /// <param name="maxMomentum">Momentum at the start and the end. Default 0.95.</param>
    /// <param name="divFactor">maxLr over the first rate. Default 25.</param>
    /// <param name="finalDivFactor">The first rate over the last. Default 1e4.</param>
    /// <param name="threePhase">Whether the fall goes back to the first rate as fast as the rise and then on to the last. Default false.</param>
    /// <exception cref="ArgumentOutOfRangeException">totalSteps is below 1 or pctStart is not in (0, 1).</exception>
    /// <exception cref="ArgumentException">cycleMomentum is true and the optimizer has no momentum.</exception>
    public OneCycleLR(
        Optimizer optimizer, double maxLr, int totalSteps, double pctStart = 0.3, AnnealStrategy annealStrategy = AnnealStrategy.Cos, bool cycleMomentum = true,
        double baseMomentum = 0.85, double maxMomentum = 0.95, double divFactor = 25, double finalDivFactor = 1e4, bool threePhase = false)
        : this(
            optimizer, [.. Enumerable.Repeat(maxLr, (optimizer ?? throw new ArgumentNullException(nameof(optimizer))).ParamGroups.Count)], totalSteps, pctStart, annealStrategy, cycleMomentum,
            baseMomentum, maxMomentum, divFactor, finalDivFactor, threePhase)
    {
    }

    /// <inheritdoc cref="OneCycleLR(Optimizer, double, int, double, AnnealStrategy, bool, double, double, double, double, bool)"/>
    public OneCycleLR(
        Optimizer optimizer, IReadOnlyList<double> maxLr, int totalSteps, double pctStart = 0.3, AnnealStrategy annealStrategy = AnnealStrategy.Cos, bool cycleMomentum = true,
        double baseMomentum = 0.85, double maxMomentum = 0.95, double divFactor = 25, double finalDivFactor = 1e4, bool threePhase = false) : base(optimizer)
    {
        ArgumentNullException.ThrowIfNull(maxLr);
        Errors.Require(totalSteps >= 1, nameof(OneCycleLR), nameof(totalSteps), totalSteps, "1 or more steps");
        if (pctStart is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(pctStart), pctStart, $"OneCycleLR: pctStart {pctStart} is not in (0, 1).");
        }

        if (maxLr.Count != optimizer.ParamGroups.Count)
        {
            throw new ArgumentException($"OneCycleLR: {maxLr.Count} rates, but ParamGroups.Count is {optimizer.ParamGroups.Count}. Pass one per group.", nameof(maxLr));
        }

        ParamGroup first = optimizer.ParamGroups[0];
        _momentum = !cycleMomentum ? null : first.Has("beta1") ? "beta1" : first.Has("momentum") ? "momentum"
            : throw new ArgumentException($"OneCycleLR: {optimizer.GetType().Name} has no momentum. Pass cycleMomentum: false.", nameof(cycleMomentum));
        (_maxLrs, _totalSteps, _rise, _strategy) = ([.. maxLr], totalSteps, pctStart * totalSteps, annealStrategy);
        (_baseMomentum, _maxMomentum, _finalDivFactor, _threePhase) = (baseMomentum, maxMomentum, finalDivFactor, threePhase);
        SetBaseLrs([.. maxLr.Select(m => m / divFactor)]);
        SetLrs();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The cycle is over; nothing was changed.</exception>
    public override void Step()
    {
        if (LastEpoch >= _totalSteps)
        {
            throw new InvalidOperationException($"OneCycleLR: all {_totalSteps} steps have been made. Raise totalSteps or stop stepping.");
        }

        base.Step();
    }

    private protected override double Lr(int group, double current) => At(BaseLrs[group], _maxLrs[group], BaseLrs[group] / _finalDivFactor);

    private protected override void SetLrs()
    {
        base.SetLrs();
        foreach (ParamGroup group in _momentum is null ? [] : Optimizer.ParamGroups)
        {
            group[_momentum!] = At(_maxMomentum, _baseMomentum, _maxMomentum);
        }
    }

    /// <summary>The value of the present step on the way from start to peak, back towards start if there are three phases, and to the end.</summary>
    private double At(double start, double peak, double end)
    {
        double step = LastEpoch, up = _rise - 1, down = (2 * _rise) - 2, last = _totalSteps - 1;
        return step <= up ? Anneal(start, peak, step / up)
            : !_threePhase ? Anneal(peak, end, (step - up) / (last - up))
            : step <= down ? Anneal(peak, start, (step - up) / (down - up))
            : Anneal(start, end, (step - down) / (last - down));
    }

    private double Anneal(double from, double to, double part) =>
        _strategy == AnnealStrategy.Linear ? ((to - from) * part) + from : to + ((from - to) / 2 * (Math.Cos(Math.PI * part) + 1));
}
