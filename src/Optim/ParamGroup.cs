namespace AutoGrad.Optim;

/// <summary>Parameters that share options. What a group does not set comes from the optimizer's constructor. PyTorch: optimizer.param_groups[i].</summary>
/// <example><c>new SGD([new(body.Parameters()), new(head.Parameters()) { Lr = 1e-2 }], lr: 1e-3)</c></example>
public sealed class ParamGroup
{
    private readonly Dictionary<string, double> _options = [];
    private Action<ParamGroup>? _check;

    /// <summary>Groups parameters.</summary>
    /// <param name="parameters">Each at most once over all groups.</param>
    public ParamGroup(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = [.. parameters];
        if (Parameters.Contains(null!))
        {
            throw new ArgumentException("ParamGroup: one of the parameters is null. Leave it out; layers without a bias have none.", nameof(parameters));
        }
    }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Learning rate.</summary>
    public double Lr
    {
        get => this["lr"];
        set => this["lr"] = value;
    }

    /// <summary>Weight decay.</summary>
    public double WeightDecay
    {
        get => this["weight_decay"];
        set => this["weight_decay"] = value;
    }

    /// <summary>Momentum, where the optimizer has it.</summary>
    public double Momentum
    {
        get => this["momentum"];
        set => this["momentum"] = value;
    }

    /// <summary>Decay rates of the running averages, where the optimizer has them.</summary>
    public (double Beta1, double Beta2) Betas
    {
        get => (this["beta1"], this["beta2"]);
        set => (this["beta1"], this["beta2"]) = value;
    }

    /// <summary>Names of the options that are set, PyTorch's words.</summary>
    public IReadOnlyCollection<string> Options => _options.Keys;

    /// <summary>An option by PyTorch's name, such as <c>lr</c>, <c>eps</c> or <c>nesterov</c> (0 or 1).</summary>
    /// <param name="option">The name.</param>
    /// <exception cref="KeyNotFoundException">Read: the option is not set, and the optimizer has none of this name.</exception>
    /// <exception cref="ArgumentException">Set, once the group belongs to an optimizer: the optimizer has no option of this name, or the value is out of range. The old value stays.</exception>
    public double this[string option]
    {
        get => _options.TryGetValue(option, out double value) ? value
            : throw new KeyNotFoundException($"ParamGroup: the option '{option}' is not set. Set are: {string.Join(", ", _options.Keys)}.");
        set
        {
            bool had = _options.TryGetValue(option, out double before);
            _options[option] = value;
            try
            {
                _check?.Invoke(this);
            }
            catch
            {
                if (had)
                {
                    _options[option] = before;
                }
                else
                {
                    _options.Remove(option);
                }

                throw;
            }

            Changes++;
        }
    }

    /// <summary>How often an option was set: what an option asks of the state may have changed with it.</summary>
    internal int Changes { get; private set; }

    /// <summary>From now on every change of an option is judged before it stays.</summary>
    internal void CheckWith(Action<ParamGroup> check) => _check = check;

    /// <summary>Takes several options at once, which were judged together: one after the other they might not fit.</summary>
    internal void Take(ParamGroup judged)
    {
        foreach ((string option, double value) in judged._options)
        {
            _options[option] = value;
        }

        Changes++;
    }

    internal bool Has(string option) => _options.ContainsKey(option);

    internal void Default(string option, double value) => _options.TryAdd(option, value);
}
