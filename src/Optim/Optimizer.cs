namespace AutoGrad.Optim;

/// <summary>Updates parameters from their gradients. PyTorch: torch.optim.Optimizer.</summary>
/// <remarks>Parameters without a gradient are left alone. State belongs to the parameter object, so Module.To and LoadStateDict keep it attached.</remarks>
public abstract class Optimizer
{
    private readonly List<ParamGroup> _groups = [];
    private readonly Dictionary<string, double> _defaults;
    private readonly Dictionary<Parameter, ParameterState> _states = [];

    /// <summary>Takes the groups and fills in what they do not set.</summary>
    /// <param name="groups">At least one group.</param>
    /// <param name="defaults">Options by PyTorch's names.</param>
    /// <exception cref="ArgumentException">There is no group, a parameter is in two, or an option is out of range.</exception>
    protected Optimizer(IEnumerable<ParamGroup> groups, params ReadOnlySpan<(string Name, double Value)> defaults)
    {
        ArgumentNullException.ThrowIfNull(groups);
        _defaults = [];
        foreach ((string name, double value) in defaults)
        {
            _defaults.Add(name, value);
        }

        foreach (ParamGroup group in groups)
        {
            AddParamGroup(group);
        }

        if (_groups.Count == 0 || _groups.TrueForAll(static g => g.Parameters.Count == 0))
        {
            throw new ArgumentException($"{GetType().Name}: there are no parameters to optimize. Pass model.Parameters() after the layers were made.", nameof(groups));
        }
    }

    /// <summary>The groups with their options; options may be changed between steps.</summary>
    public IReadOnlyList<ParamGroup> ParamGroups => _groups;

    /// <summary>Names of the state tensors kept per parameter in this group, PyTorch's words.</summary>
    /// <param name="group">The group.</param>
    /// <returns>One name per tensor; each has the parameter's shape and dtype.</returns>
    protected abstract string[] StateNames(ParamGroup group);

    /// <summary>Updates one parameter whose gradient is present, in place on its Data.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="grad">Its gradient, of the same shape and dtype.</param>
    /// <param name="group">The options.</param>
    /// <param name="state">The parameter's state; Step counts this update already.</param>
    protected abstract void Update(Parameter parameter, Tensor grad, ParamGroup group, ParameterState state);

    /// <summary>Where the library's own optimizers collect their updates; null for a user's, which run one by one.</summary>
    private protected virtual UpdateBatch? Batch => null;

    /// <summary>Checks the options of a group through <see cref="Require"/>. Called before the group is added and whenever an option is set; all options are finite and known by then.</summary>
    /// <param name="group">The group.</param>
    protected abstract void Validate(ParamGroup group);

    /// <summary>The first value of a state tensor: zero by default.</summary>
    /// <param name="name">Which tensor.</param>
    /// <param name="group">The group.</param>
    /// <returns>The value all its elements start with.</returns>
    protected virtual double InitialState(string name, ParamGroup group) => 0;

    /// <summary>Adds a group during training, such as layers that are unfrozen. PyTorch: Optimizer.add_param_group.</summary>
    /// <param name="group">The group.</param>
    /// <exception cref="ArgumentException">A parameter is already in a group, or an option is out of range.</exception>
    public void AddParamGroup(ParamGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var seen = new HashSet<Parameter>(_groups.SelectMany(static g => g.Parameters));
        foreach (Parameter parameter in group.Parameters)
        {
            if (!seen.Add(parameter))
            {
                throw new ArgumentException($"{GetType().Name}: a parameter of shape {parameter.Shape} appears twice. Put each parameter into one group.", nameof(group));
            }
        }

        foreach ((string name, double value) in _defaults)
        {
            group.Default(name, value);
        }

        Check(group);
        group.CheckWith(Check);
        _groups.Add(group);
    }

    /// <summary>Applies one update to every parameter that has a gradient. PyTorch: Optimizer.step.</summary>
    public void Step()
    {
        UpdateBatch? batch = Batch;
        try
        {
            foreach (ParamGroup group in _groups)
            {
                for (int i = 0; i < group.Parameters.Count; i++)
                {
                    Step(group.Parameters[i], group, batch);
                }
            }
        }
        finally
        {
            batch?.Finish();
        }
    }

    private void Step(Parameter parameter, ParamGroup group, UpdateBatch? batch)
    {
        if (parameter.GradUnmarked is null)
        {
            return;
        }

        if (batch is not null)
        {
            batch.Hold(parameter);
            StepHeld(parameter, group);
            return;
        }

        lock (parameter)
        {
            parameter.ShareGrad(); // a user's update may keep the gradient, so its memory is not reused
            StepHeld(parameter, group);
        }
    }

    private void StepHeld(Parameter parameter, ParamGroup group)
    {
        if (parameter.GradUnmarked is { } grad)
        {
            ParameterState state = StateOf(parameter, group);
            state.Step++;
            Update(parameter, grad.Data, group, state);
        }
    }

    /// <summary>Computes the loss through a function, then steps. PyTorch: Optimizer.step(closure).</summary>
    /// <param name="closure">Clears gradients, computes the loss, calls Backward, and returns the loss.</param>
    /// <returns>The loss.</returns>
    public virtual Variable Step(Func<Variable> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        Variable loss;
        using (GradientTape.EnableGrad())
        {
            loss = closure();
        }

        Step();
        return loss;
    }

    /// <summary>Forgets all gradients: Grad becomes null, so parameters unused in the next pass are not updated. PyTorch: Optimizer.zero_grad(set_to_none=True).</summary>
    public void ZeroGrad()
    {
        foreach (ParamGroup group in _groups)
        {
            for (int i = 0; i < group.Parameters.Count; i++)
            {
                group.Parameters[i].Grad = null;
            }
        }
    }

    /// <summary>Options and state as named tensors, to be saved with <see cref="SafeTensors"/>: <c>param_groups.0.lr</c>, <c>state.3.exp_avg</c>. PyTorch: Optimizer.state_dict.</summary>
    /// <returns>An ordered dictionary; state tensors share memory with the optimizer.</returns>
    public OrderedDictionary<string, Tensor> StateDict()
    {
        var result = new OrderedDictionary<string, Tensor>();
        int index = 0;
        for (int g = 0; g < _groups.Count; g++)
        {
            // The count too: parameters that never had a gradient have no state, so the state alone does not tell how many there were.
            result.Add($"param_groups.{g}.params", Tensor.Full([], _groups[g].Parameters.Count, DType.Float64));
            foreach (string option in _groups[g].Options)
            {
                result.Add($"param_groups.{g}.{option}", Tensor.Full([], _groups[g][option], DType.Float64));
            }

            foreach (Parameter parameter in _groups[g].Parameters)
            {
                if (_states.TryGetValue(parameter, out ParameterState? state))
                {
                    result.Add($"state.{index}.step", Tensor.Full([], state.Step, DType.Float64));
                    foreach ((string name, Tensor value) in state.Tensors)
                    {
                        result.Add($"state.{index}.{name}", value);
                    }
                }

                index++;
            }
        }

        return result;
    }

    /// <summary>Restores options and state, by position of the parameters. Everything is compared first: on a mismatch nothing is changed. PyTorch: Optimizer.load_state_dict.</summary>
    /// <param name="state">What <see cref="StateDict"/> gave.</param>
    /// <exception cref="ArgumentException">The groups, numbers of parameters or shapes do not fit, or an option is out of range; the message names the entry.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        OptimizerStateReader.Load(GetType().Name, state, _groups, StateNames, Check, out List<ParamGroup> judged, out Dictionary<Parameter, ParameterState> states);
        for (int g = 0; g < judged.Count; g++)
        {
            _groups[g].Take(judged[g]);
        }

        _states.Clear();
        foreach ((Parameter parameter, ParameterState value) in states)
        {
            _states.Add(parameter, value);
        }
    }

    /// <summary>Refuses an option that is out of range.</summary>
    /// <param name="holds">Whether the option is in range.</param>
    /// <param name="option">Its name.</param>
    /// <param name="group">The group it stands in.</param>
    /// <param name="range">What it must be, such as <c>at least 0</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">holds is false.</exception>
    protected void Require(bool holds, string option, ParamGroup group, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(option, group[option], $"{GetType().Name}: {option} must be {range}.");
        }
    }

    private void Check(ParamGroup group)
    {
        foreach (string option in group.Options)
        {
            if (!_defaults.ContainsKey(option) && option != "initial_lr")
            {
                throw new ArgumentException($"{GetType().Name}: has no option '{option}'. Its options are {string.Join(", ", _defaults.Keys)}.", nameof(group));
            }

            Require(double.IsFinite(group[option]), option, group, "a finite number");
        }

        Validate(group);
    }

    private ParameterState StateOf(Parameter parameter, ParamGroup group)
    {
        if (!_states.TryGetValue(parameter, out ParameterState? state))
        {
            _states[parameter] = state = new ParameterState();
        }

        if (state.Completed != group.Changes)
        {
            // Also later: an option that was set in between, such as momentum, may need a tensor that was not there.
            foreach (string name in StateNames(group))
            {
                if (!state.Tensors.ContainsKey(name))
                {
                    state.Tensors.Add(name, Tensor.FullLike(parameter.Data, InitialState(name, group)));
                }
            }

            state.Completed = group.Changes;
        }

        state.Follow(parameter.DType);
        return state;
    }
}
