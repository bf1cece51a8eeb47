namespace AutoGrad.Optim;

/// <summary>Changes the learning rates of an optimizer over time; call Step after optimizer.Step. PyTorch: torch.optim.lr_scheduler.LRScheduler.</summary>
public abstract class LRScheduler
{
    private double[] _baseLrs;

    /// <summary>Remembers each group's rate as its initial rate.</summary>
    /// <param name="optimizer">The optimizer.</param>
    private protected LRScheduler(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Optimizer = optimizer;
        foreach (ParamGroup group in optimizer.ParamGroups)
        {
            group.Default("initial_lr", group.Lr);
        }

        _baseLrs = [.. optimizer.ParamGroups.Select(static g => g["initial_lr"])];
    }

    /// <summary>The optimizer whose rates are changed.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>How often Step was called. PyTorch: last_epoch.</summary>
    public int LastEpoch { get; private set; }

    /// <summary>The rate of each group before any schedule. PyTorch: base_lrs.</summary>
    public IReadOnlyList<double> BaseLrs => _baseLrs;

    /// <summary>The rate of group i at the present epoch, given the rate it has now.</summary>
    private protected abstract double Lr(int group, double current);

    /// <summary>Moves to the next epoch and sets the rates. PyTorch: LRScheduler.step.</summary>
    public virtual void Step()
    {
        LastEpoch++;
        SetLrs();
    }

    /// <summary>The present rate of each group. PyTorch: get_last_lr.</summary>
    /// <returns>One rate per group.</returns>
    public double[] GetLastLr() => [.. Optimizer.ParamGroups.Select(static g => g.Lr)];

    /// <summary>The state to save with a checkpoint. PyTorch: state_dict.</summary>
    /// <returns>The epoch, the base rates and what the schedule remembers beside them.</returns>
    public OrderedDictionary<string, Tensor> StateDict()
    {
        var state = new OrderedDictionary<string, Tensor> { ["last_epoch"] = Tensor.Full([], LastEpoch, DType.Int64), ["base_lrs"] = Tensor.From<double>(_baseLrs) };
        foreach ((string name, double value) in State())
        {
            state.Add(name, Tensor.Full([], value, DType.Float64));
        }

        return state;
    }

    /// <summary>Restores what <see cref="StateDict"/> gave; the optimizer's own state dict restores the rates. PyTorch: load_state_dict.</summary>
    /// <param name="state">The saved state.</param>
    /// <exception cref="ArgumentException">An entry is missing or is for another number of groups; nothing was changed.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        string[] names = ["last_epoch", "base_lrs", .. State().Select(static s => s.Name)];
        string? problem = Array.Find(names, name => !state.ContainsKey(name)) is { } missing ? $"'{missing}' is missing"
            : state["base_lrs"].NumEl != _baseLrs.Length ? $"'base_lrs' has {state["base_lrs"].NumEl} rates for {_baseLrs.Length} groups"
            : null;
        if (problem is not null)
        {
            throw new ArgumentException($"{GetType().Name}.LoadStateDict: {problem}; nothing was changed. Load the state of a scheduler of this type and these groups.", nameof(state));
        }

        TakeBack(name => state[name].Item(), state["base_lrs"].ToDoubles());
    }

    /// <summary>Starts over at epoch 0 from the base rates.</summary>
    internal void Restart()
    {
        LastEpoch = 0;
        for (int i = 0; i < _baseLrs.Length; i++)
        {
            Optimizer.ParamGroups[i].Lr = _baseLrs[i];
        }

        SetLrs();
    }

    /// <summary>Everything to save but the base rates.</summary>
    internal IEnumerable<(string Name, double Value)> Entries() => State().Prepend(("last_epoch", LastEpoch));

    /// <summary>Takes back what <see cref="Entries"/> gave, and the base rates.</summary>
    internal void TakeBack(Func<string, double> read, IReadOnlyList<double> baseLrs)
    {
        _baseLrs = [.. baseLrs];
        LastEpoch = (int)read("last_epoch");
        Restore(read);
    }

    /// <summary>Makes other rates the base, in the groups too.</summary>
    private protected void SetBaseLrs(double[] rates)
    {
        _baseLrs = rates;
        for (int i = 0; i < rates.Length; i++)
        {
            Optimizer.ParamGroups[i]["initial_lr"] = rates[i];
        }
    }

    /// <summary>What the schedule remembers beside the epoch.</summary>
    private protected virtual IEnumerable<(string Name, double Value)> State() => [];

    /// <summary>Takes back what <see cref="State"/> gave.</summary>
    private protected virtual void Restore(Func<string, double> read)
    {
    }

    /// <summary>Sets every group's rate for the present epoch; constructors of derived classes call it once for epoch 0.</summary>
    private protected virtual void SetLrs()
    {
        for (int i = 0; i < Optimizer.ParamGroups.Count; i++)
        {
            Optimizer.ParamGroups[i].Lr = Lr(i, Optimizer.ParamGroups[i].Lr);
        }
    }
}
