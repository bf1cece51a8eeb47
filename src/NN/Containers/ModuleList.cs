using System.Collections;

namespace AutoGrad.NN;

/// <summary>A list of modules that is itself a module. A plain array or list in a field works as well. PyTorch: torch.nn.ModuleList.</summary>
/// <typeparam name="T">Type of the modules.</typeparam>
public sealed class ModuleList<T> : Module, IReadOnlyList<T> where T : Module
{
    [Name("")]
    private readonly List<T> _modules;

    /// <summary>Holds the modules.</summary>
    /// <param name="modules">The first modules.</param>
    public ModuleList(params IEnumerable<T> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        _modules = [.. modules];
    }

    /// <summary>Number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>One of the modules.</summary>
    /// <param name="index">Position.</param>
    public T this[int index] => _modules[index];

    /// <summary>Adds a module at the end. PyTorch: ModuleList.append.</summary>
    /// <param name="module">The module.</param>
    public void Append(T module)
    {
        ArgumentNullException.ThrowIfNull(module);
        _modules.Add(module);
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _modules.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
