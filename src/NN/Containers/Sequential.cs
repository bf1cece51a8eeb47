using System.Collections;

namespace AutoGrad.NN;

/// <summary>Modules applied one after the other. PyTorch: torch.nn.Sequential.</summary>
/// <remarks>State-dict names are the positions: <c>0.weight</c>, <c>2.bias</c>.</remarks>
public sealed class Sequential : Module<Variable, Variable>, IReadOnlyList<Module<Variable, Variable>>
{
    [Name("")]
    private readonly List<Module<Variable, Variable>> _modules;

    /// <summary>Chains the modules.</summary>
    /// <param name="modules">In order of application; none makes the identity.</param>
    public Sequential(params ReadOnlySpan<Module<Variable, Variable>> modules)
    {
        _modules = [.. modules];
        if (_modules.Contains(null!))
        {
            throw new ArgumentNullException(nameof(modules), "Sequential: one of the modules is null. Leave it out, or use Identity.");
        }
    }

    /// <summary>Number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>One of the modules.</summary>
    /// <param name="index">Position.</param>
    public Module<Variable, Variable> this[int index] => _modules[index];

    /// <summary>Adds a module at the end. PyTorch: Sequential.append.</summary>
    /// <param name="module">The module.</param>
    /// <returns>This container.</returns>
    public Sequential Append(Module<Variable, Variable> module)
    {
        ArgumentNullException.ThrowIfNull(module);
        _modules.Add(module);
        return this;
    }

    /// <inheritdoc/>
    protected override Variable Forward(Variable x)
    {
        foreach (Module<Variable, Variable> module in _modules)
        {
            x = module.Call(x);
        }

        return x;
    }

    /// <inheritdoc/>
    public IEnumerator<Module<Variable, Variable>> GetEnumerator() => _modules.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
