using System.Collections;

namespace AutoGrad.NN;

/// <summary>Named modules. A plain dictionary in a field works as well. PyTorch: torch.nn.ModuleDict.</summary>
/// <typeparam name="T">Type of the modules.</typeparam>
public sealed class ModuleDict<T> : Module, IReadOnlyCollection<KeyValuePair<string, T>> where T : Module
{
    [Name("")]
    private readonly OrderedDictionary<string, T> _modules = [];

    /// <summary>Number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>The module of a name.</summary>
    /// <param name="name">The name, without dots.</param>
    /// <exception cref="KeyNotFoundException">There is no module of this name.</exception>
    public T this[string name]
    {
        get => _modules[name];
        set => Add(name, value);
    }

    /// <summary>Adds or replaces a module.</summary>
    /// <param name="name">The name, not empty and without dots.</param>
    /// <param name="module">The module.</param>
    /// <exception cref="ArgumentException">The name is empty or contains a dot.</exception>
    public void Add(string name, T module)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(module);
        _modules[name] = name.Contains('.') ? throw new ArgumentException($"ModuleDict: '{name}' contains a dot, which separates levels of names. Choose another name.", nameof(name)) : module;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _modules.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
