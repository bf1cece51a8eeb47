namespace AutoGrad.NN;

public abstract partial class Module
{
    private protected static Hook Register(ref List<Hook>? hooks, Delegate function)
    {
        ArgumentNullException.ThrowIfNull(function);
        List<Hook> list = hooks ??= [];
        var handle = new Hook(function, h => list.Remove(h));
        list.Add(handle);
        return handle;
    }

    private protected Hook RegisterBackward(Func<Module, Variable?[], Variable?[], Variable?[]?> hook) => Register(ref _backwardHooks, hook);

    /// <summary>What watches the gradients of this call, if a backward hook is there and the call is recorded.</summary>
    private protected BackwardGate? OpenGate() =>
        _backwardHooks is { Count: > 0 } hooks && GradientTape.IsRecording ? new BackwardGate(this, [.. hooks]) : null;

    private protected T Given<T>(T? value, string hook) =>
        value ?? throw new InvalidOperationException($"{TypeName}: a {hook} returned null. Return what is to be used, changed or not.");
}
