using AutoGrad.NN;

namespace AutoGrad.Testing;

/// <summary>A training as <see cref="ModelCheck.ResumesBitwise"/> needs it: a model, what else has state, and one step.</summary>
/// <remarks>The default generator is always saved; generators of your own are added by <see cref="With(Generator)"/>.</remarks>
public sealed class TrainingRun
{
    private readonly Module _model;
    private readonly Func<int, Variable> _step;
    private readonly List<(string Name, Func<IReadOnlyDictionary<string, Tensor>> Save, Action<IReadOnlyDictionary<string, Tensor>> Load)> _parts = [];
    private readonly List<Generator> _generators = [Generator.Default];

    /// <summary>Describes a training.</summary>
    /// <param name="model">The model; saved by its state dict.</param>
    /// <param name="step">Does one whole training step and returns its loss; the number of the step chooses the batch, so that both runs see the same.</param>
    public TrainingRun(Module model, Func<int, Variable> step)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(step);
        _model = model;
        _step = step;
    }

    /// <summary>Adds something with a state dict: <c>.With(optimizer.StateDict, optimizer.LoadStateDict)</c>; a schedule likewise.</summary>
    /// <param name="save">Gives its state.</param>
    /// <param name="load">Takes it.</param>
    /// <returns>This run.</returns>
    public TrainingRun With(Func<IReadOnlyDictionary<string, Tensor>> save, Action<IReadOnlyDictionary<string, Tensor>> load)
    {
        ArgumentNullException.ThrowIfNull(save);
        ArgumentNullException.ThrowIfNull(load);
        _parts.Add(($"part {_parts.Count + 1}", save, load));
        return this;
    }

    /// <summary>Adds a generator that the training draws from.</summary>
    /// <param name="generator">The generator.</param>
    /// <returns>This run.</returns>
    public TrainingRun With(Generator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        _generators.Add(generator);
        return this;
    }

    internal bool IsOf(TrainingRun other) => ReferenceEquals(_model, other._model);

    internal List<double> Train(int first, int count) => [.. Enumerable.Range(first, count).Select(i => _step(i).Item())];

    internal SavedRun Save() => new(State());

    /// <summary>All that is saved, by name; the parts' names are prefixes.</summary>
    internal Dictionary<string, Tensor> State()
    {
        var state = new Dictionary<string, Tensor>();
        foreach ((string name, Tensor value) in _model.StateDict())
        {
            state[$"model/{name}"] = value;
        }

        foreach ((string part, Func<IReadOnlyDictionary<string, Tensor>> save, _) in _parts)
        {
            foreach ((string name, Tensor value) in save())
            {
                state[$"{part}/{name}"] = value;
            }
        }

        for (int i = 0; i < _generators.Count; i++)
        {
            GeneratorState random = _generators[i].GetState();
            state[$"generator {i}/state"] = Tensor.From(random.Seed, random.Offset);
        }

        return state;
    }

    internal void Load(SavedRun saved)
    {
        _model.LoadStateDict(saved.Part("model"));
        foreach ((string part, _, Action<IReadOnlyDictionary<string, Tensor>> load) in _parts)
        {
            load(saved.Part(part));
        }

        for (int i = 0; i < _generators.Count; i++)
        {
            long[] state = saved.Part($"generator {i}")["state"].ToArray<long>();
            _generators[i].SetState(new GeneratorState(state[0], state[1]));
        }
    }
}

/// <summary>A saved training: what came back from a safetensors file.</summary>
internal sealed class SavedRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("autograd-resume-");
    private readonly IReadOnlyDictionary<string, Tensor> _state;

    internal SavedRun(Dictionary<string, Tensor> state)
    {
        string path = Path.Combine(_folder.FullName, "run.safetensors");
        SafeTensors.Save(path, state);
        _state = SafeTensors.Load(path);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>What was saved under a prefix, by the names behind it.</summary>
    internal Dictionary<string, Tensor> Part(string prefix) =>
        _state.Where(p => p.Key.StartsWith(prefix + "/", StringComparison.Ordinal)).ToDictionary(p => p.Key[(prefix.Length + 1)..], static p => p.Value);

    /// <summary>Names whose values differ, or that only one side has.</summary>
    internal string[] Differences(Dictionary<string, Tensor> now) =>
        [.. _state.Keys.Union(now.Keys).Where(k => !_state.TryGetValue(k, out Tensor? a) || !now.TryGetValue(k, out Tensor? b) || !Bits.AreEqual(a, b)).Order(StringComparer.Ordinal)];
}
