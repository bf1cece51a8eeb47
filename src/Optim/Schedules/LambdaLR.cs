namespace AutoGrad.Optim;

/// <summary>The initial rate times a function of the epoch. PyTorch: torch.optim.lr_scheduler.LambdaLR.</summary>
public sealed class LambdaLR : LRScheduler
{
    private readonly Func<int, double>[] _factors;

    /// <summary>Schedules every group with one function.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="lrLambda">Gives the factor of an epoch, from 0.</param>
    public LambdaLR(Optimizer optimizer, Func<int, double> lrLambda)
        : this(optimizer, [.. Enumerable.Repeat(lrLambda, (optimizer ?? throw new ArgumentNullException(nameof(optimizer))).ParamGroups.Count)])
    {
    }

    /// <summary>Schedules each group with its own function.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="lrLambdas">One function per group.</param>
    /// <exception cref="ArgumentException">The number of functions differs from the number of groups.</exception>
    public LambdaLR(Optimizer optimizer, IReadOnlyList<Func<int, double>> lrLambdas) : base(optimizer)
    {
        ArgumentNullException.ThrowIfNull(lrLambdas);
        _factors = lrLambdas.Count == optimizer.ParamGroups.Count && !lrLambdas.Contains(null!) ? [.. lrLambdas]
            : throw new ArgumentException($"LambdaLR: {lrLambdas.Count} functions, but ParamGroups.Count is {optimizer.ParamGroups.Count}. Pass one per group, none null.", nameof(lrLambdas));
        SetLrs();
    }

    private protected override double Lr(int group, double current) => BaseLrs[group] * _factors[group](LastEpoch);
}
