namespace AutoGrad.NN;

/// <summary>A module held still for a check: in Float64, with buffers and random numbers that start over at each call. Disposing puts back the very tensors it had.</summary>
internal sealed class FrozenModule : IDisposable
{
    private readonly Parameter[] _parameters;
    private readonly string[] _allNames;
    private readonly Tensor[] _values;
    private readonly (Variable? Value, bool IsOurs)[] _grads;
    private readonly Module.Buffer[] _buffers;
    private readonly Tensor[] _states;
    private readonly RandomFork _random = new();
    private readonly Checking.Gates _gates;

    internal FrozenModule(Module module)
    {
        (string Name, Parameter Parameter)[] named = [.. module.NamedParameters()];
        _parameters = Array.ConvertAll(named, static p => p.Parameter);
        _buffers = [.. module.NamedBuffers().Select(static b => b.Buffer)];
        _gates = Checking.Gates.Enter([.. _parameters, .. _buffers]);
        State = module.StateDict();
        _allNames = Array.ConvertAll(named, static p => p.Name);
        _values = Array.ConvertAll(_parameters, static p => p.Data);
        _grads = Array.ConvertAll(_parameters, static p => (p.GradUnmarked, p.GradIsOurs));
        _states = Array.ConvertAll(_buffers, static b => b.Data);
        (string Name, Parameter Parameter)[] trained = [.. named.Where(static p => p.Parameter.RequiresGrad)];
        Names = Array.ConvertAll(trained, static p => p.Name);
        Trained = Array.ConvertAll(trained, static p => (Variable)p.Parameter);
        foreach (Parameter parameter in _parameters)
        {
            parameter.SetGrad(null, isOurs: false);
            parameter.ReplaceData(Exact(parameter.Data));
        }
    }

    /// <summary>What the module held before it was converted.</summary>
    internal IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>Dotted names of <see cref="Trained"/>.</summary>
    internal string[] Names { get; }

    /// <summary>The parameters that require gradients.</summary>
    internal Variable[] Trained { get; }

    /// <summary>Runs code as if it were the first call: with the buffers and the generators as they were.</summary>
    internal T Run<T>(Func<T> code)
    {
        for (int i = 0; i < _buffers.Length; i++)
        {
            // Copies, never the original: what a recorded graph has saved of an earlier copy stays as it is.
            _buffers[i].Data = Exact(_states[i]).Clone();
        }

        _random.Restart();
        int[] before = Array.ConvertAll(_parameters, static p => p.Data.Version);
        T result = code();
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].Data.Version != before[i])
            {
                throw Errors.Autograd("GradCheck.Module", $"the forward pass writes to the parameter '{_allNames[i]}', so each call is another function. Keep what changes in a Module.Buffer, or change parameters between calls.");
            }
        }

        return result;
    }

    public void Dispose()
    {
        _random.Dispose();
        for (int i = 0; i < _parameters.Length; i++)
        {
            _parameters[i].ReplaceData(_values[i]);
            _parameters[i].SetGrad(_grads[i].Value, _grads[i].IsOurs);
        }

        for (int i = 0; i < _buffers.Length; i++)
        {
            _buffers[i].Data = _states[i];
        }

        _gates.Dispose();
    }

    private static Tensor Exact(Tensor t) => Checking.Subject.Recordable(t.DType.IsFloat() ? t.To(DType.Float64) : t);
}
