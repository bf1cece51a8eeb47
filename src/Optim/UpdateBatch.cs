using System.Runtime.InteropServices;

namespace AutoGrad.Optim;

/// <summary>Parameters of one step whose updates wait to run together: the worker threads then fork once for all instead of once for each.</summary>
internal abstract class UpdateBatch
{
    /// <summary>So many lie in one table on the kernel's stack.</summary>
    private const int MostParameters = 64;

    private readonly List<Parameter> _held = [];

    /// <summary>Inputs and outputs of the waiting updates, one parameter's behind the other's.</summary>
    protected List<Tensor> Inputs { get; } = [];

    /// <inheritdoc cref="Inputs"/>
    protected List<Tensor> Outputs { get; } = [];

    /// <summary>Locks a parameter until the batch has run: a gradient that another thread forgets meanwhile must not be lent to somebody else.</summary>
    internal void Hold(Parameter parameter)
    {
        if (_held.Count == MostParameters || !Monitor.TryEnter(parameter))
        {
            Finish(); // who waits holds nothing, so that two optimizers never wait for each other
            Monitor.Enter(parameter);
        }

        _held.Add(parameter);
    }

    /// <summary>Runs what waits and lets go of the parameters.</summary>
    internal void Finish()
    {
        try
        {
            RunWaiting();
        }
        finally
        {
            Inputs.Clear();
            Outputs.Clear();
            foreach (Parameter parameter in _held)
            {
                Monitor.Exit(parameter);
            }

            _held.Clear();
        }
    }

    /// <summary>Runs the updates that wait.</summary>
    protected abstract void RunWaiting();
}

/// <summary>The updates that wait on this thread, all with one rule, one dtype and the same state tensors.</summary>
/// <typeparam name="TRule">The arithmetic.</typeparam>
internal sealed class UpdateBatch<TRule> : UpdateBatch
    where TRule : unmanaged, IUpdate
{
    [ThreadStatic]
    private static UpdateBatch<TRule>? _ofThread;

    private TRule _rule;
    private int _states;

    /// <summary>The thread's own batch.</summary>
    internal static UpdateBatch<TRule> OfThread => _ofThread ??= new();

    /// <summary>Adds a parameter, its gradient and the state there is; what waits runs first if it has another rule, such as that of an earlier step.</summary>
    internal void Add(Parameter parameter, Tensor grad, TRule rule, Tensor? a = null, Tensor? b = null, Tensor? c = null)
    {
        int states = (a is null ? 0 : 1) | (b is null ? 0 : 2) | (c is null ? 0 : 4);
        Tensor p = parameter.Data;
        if (Outputs.Count > 0 && !(states == _states && p.DType == Outputs[0].DType && p.Backend == Outputs[0].Backend && AreEqual(rule, _rule)))
        {
            RunWaiting();
        }

        _rule = rule;
        _states = states;
        Inputs.Add(p);
        Inputs.Add(grad);
        Outputs.Add(p);
        AddState(a);
        AddState(b);
        AddState(c);
    }

    /// <inheritdoc/>
    protected override void RunWaiting()
    {
        if (Outputs.Count > 0)
        {
            new Update<TRule>(_rule, _states).RunInto(CollectionsMarshal.AsSpan(Outputs), CollectionsMarshal.AsSpan(Inputs));
            Inputs.Clear();
            Outputs.Clear();
        }
    }

    private void AddState(Tensor? state)
    {
        if (state is not null)
        {
            Inputs.Add(state);
            Outputs.Add(state);
        }
    }

    private static bool AreEqual(in TRule a, in TRule b) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<TRule>(in a)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<TRule>(in b)));
}
