namespace AutoGrad;

/// <summary>The run of one built-in rule without recording: memory it allocated that no cotangent holds goes back to the pool when it returns.</summary>
internal sealed class PassScope
{
    [ThreadStatic]
    private static PassScope? _current;

    [ThreadStatic]
    private static PassScope? _spare;

    private readonly List<Tensor> _fresh = [];
    private PassScope? _outer;
    private int _pass;

    internal static PassScope Enter(int pass)
    {
        PassScope scope = _spare ?? new PassScope();
        _spare = null;
        scope._outer = _current;
        scope._pass = pass;
        _current = scope;
        return scope;
    }

    internal static void NoteAllocation(Tensor tensor)
    {
        if (_current is { } scope)
        {
            tensor.BornInPass = scope._pass;
            if (tensor.Pooled is not null)
            {
                scope._fresh.Add(tensor);
            }
        }
    }

    /// <summary>Suspends the scope around user code that runs inside a rule.</summary>
    internal static PassScope? Suspend()
    {
        PassScope? scope = _current;
        _current = null;
        return scope;
    }

    internal static void Resume(PassScope? scope) => _current = scope;

    internal void Exit()
    {
        foreach (Tensor tensor in _fresh)
        {
            if (tensor.Claims == 0 && tensor.Pooled is { } pooled)
            {
                BufferPool.Return(pooled, tensor);
            }
        }

        _fresh.Clear();
        _current = _outer;
        _outer = null;
        _spare = this;
    }
}
