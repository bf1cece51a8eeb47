namespace AutoGrad;

/// <summary>A registered function; disposing the handle removes it. PyTorch: RemovableHandle.</summary>
public sealed class Hook : IDisposable
{
    private readonly Action<Hook> _remove;

    internal Hook(Delegate function, Action<Hook> remove)
    {
        Function = function;
        _remove = remove;
    }

    internal Delegate Function { get; }

    /// <summary>Removes the hook. Calling it again does nothing.</summary>
    public void Dispose() => _remove(this);
}
