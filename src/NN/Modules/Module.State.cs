namespace AutoGrad.NN;

public abstract partial class Module
{
    /// <summary>All parameters and persistent buffers by dotted name; values share memory with the module. PyTorch: Module.state_dict.</summary>
    /// <returns>An ordered dictionary in PyTorch's order.</returns>
    public OrderedDictionary<string, Tensor> StateDict()
    {
        var state = new OrderedDictionary<string, Tensor>();
        foreach ((string prefix, Module module) in NamedModulesWithShared())
        {
            foreach ((string name, object member) in ModuleStructure.Members(module))
            {
                if (member is Parameter parameter)
                {
                    state.TryAdd(Join(prefix, name), parameter.Data);
                }
                else if (member is Buffer { Persistent: true } buffer)
                {
                    state.TryAdd(Join(prefix, name), buffer.Data);
                }
            }
        }

        return state;
    }

    /// <summary>Copies values into parameters and buffers by name. Everything is compared first: on a mismatch nothing is changed. PyTorch: Module.load_state_dict.</summary>
    /// <param name="state">Values by dotted name; converted to the module's dtypes.</param>
    /// <param name="strict">Whether missing and unexpected names are errors. Default true. Shapes must always agree.</param>
    /// <returns>What was missing and unexpected.</returns>
    /// <exception cref="StateDictException">Names (if strict) or shapes do not agree; the report lists each.</exception>
    public StateDictReport LoadStateDict(IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.FirstOrDefault(static p => p.Value is null).Key is { } empty)
        {
            throw new ArgumentException($"LoadStateDict: '{empty}' is null; nothing was changed. Leave it out, or give its tensor.", nameof(state));
        }

        OrderedDictionary<string, Tensor> own = StateDict();
        var report = new StateDictReport(
            [.. own.Keys.Where(k => !state.ContainsKey(k))],
            [.. state.Keys.Where(k => !own.ContainsKey(k))],
            [.. own.Where(p => state.TryGetValue(p.Key, out Tensor? given) && given.Shape != p.Value.Shape)
                .Select(p => new StateDictMismatch(p.Key, p.Value.Shape, state[p.Key].Shape))]);
        if (report.Mismatched.Count > 0 || (strict && (report.Missing.Count > 0 || report.Unexpected.Count > 0)))
        {
            throw new StateDictException(GetType().Name, report);
        }

        foreach ((string name, Tensor target) in own)
        {
            if (state.TryGetValue(name, out Tensor? given) && !ReferenceEquals(given, target))
            {
                target.CopyFrom(given);
            }
        }

        return report;
    }

    /// <summary>Writes the state dict to a safetensors file, atomically. PyTorch: safetensors.torch.save_model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written; an old file stays as it was.</exception>
    public void Save(string path) => SafeTensors.Save(path, StateDict());

    /// <summary>Reads a safetensors file into this module. PyTorch: safetensors.torch.load_model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="strict">Whether missing and unexpected names are errors. Default true.</param>
    /// <returns>What was missing and unexpected.</returns>
    /// <exception cref="StateDictException">Names or shapes do not agree; nothing was changed.</exception>
    /// <exception cref="InvalidDataException">The file is truncated or malformed; nothing was changed.</exception>
    public StateDictReport Load(string path, bool strict = true) => LoadStateDict(SafeTensors.Load(path), strict);

    /// <summary>As <see cref="NamedModules"/>, but a module reachable by two names appears under both, as PyTorch's state dict shows it.</summary>
    private IEnumerable<(string Name, Module Module)> NamedModulesWithShared()
    {
        var open = new Stack<Place>();
        open.Push(new Place("", this, null));
        while (open.TryPop(out Place? top))
        {
            for (Place? above = top.Parent; above is not null; above = above.Parent)
            {
                if (ReferenceEquals(above.Module, top.Module))
                {
                    throw new InvalidOperationException($"{GetType().Name}: the module '{top.Name}' contains itself. Break the cycle.");
                }
            }

            yield return (top.Name, top.Module);

            foreach ((string name, object member) in ModuleStructure.Members(top.Module).Reverse())
            {
                if (member is Module child)
                {
                    open.Push(new Place(Join(top.Name, name), child, top));
                }
            }
        }
    }

    /// <summary>A module under one of its names, and the module that holds it.</summary>
    private sealed record Place(string Name, Module Module, Place? Parent);
}
