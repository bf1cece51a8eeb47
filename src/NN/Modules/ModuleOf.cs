namespace AutoGrad.NN;

/// <summary>A module with one input. Override <see cref="Forward"/>; call <see cref="Call"/>.</summary>
/// <typeparam name="TIn">Type of the input.</typeparam>
/// <typeparam name="TOut">Type of the output.</typeparam>
public abstract class Module<TIn, TOut> : Module
{
    private List<Hook>? _preHooks;
    private List<Hook>? _hooks;

    /// <summary>The computation. Never called from outside; use <see cref="Call"/>, which runs hooks and names the module in errors. PyTorch: Module.forward.</summary>
    /// <param name="x">The input.</param>
    /// <returns>The output.</returns>
    protected abstract TOut Forward(TIn x);

    /// <summary>Runs hooks and the forward computation. PyTorch: Module.__call__.</summary>
    /// <param name="x">The input.</param>
    /// <returns>The output.</returns>
    public TOut Call(TIn x)
    {
        Enter();
        try
        {
            if (_preHooks is { Count: > 0 })
            {
                foreach (Hook hook in _preHooks.ToArray())
                {
                    x = ((Func<TIn, TIn>)hook.Function)(x) ?? throw HookGaveNull("a forward pre-hook returned null. Return the input to use");
                }
            }

            TOut y = Forward(x);
            if (_hooks is { Count: > 0 })
            {
                foreach (Hook hook in _hooks.ToArray())
                {
                    y = ((Func<TIn, TOut, TOut>)hook.Function)(x, y) ?? throw HookGaveNull("a forward hook returned null. Return the output to use");
                }
            }

            return y;
        }
        finally
        {
            ModulePath.Pop();
        }
    }

    /// <summary>Calls a function with the input before every forward computation. PyTorch: Module.register_forward_pre_hook.</summary>
    /// <param name="hook">Gets the input and returns the input to use.</param>
    /// <returns>A handle; disposing it removes the hook.</returns>
    public Hook RegisterForwardPreHook(Func<TIn, TIn> hook) => Register(ref _preHooks, hook);

    /// <summary>Calls a function with input and output after every forward computation. PyTorch: Module.register_forward_hook.</summary>
    /// <param name="hook">Gets input and output and returns the output to use.</param>
    /// <returns>A handle; disposing it removes the hook.</returns>
    public Hook RegisterForwardHook(Func<TIn, TOut, TOut> hook) => Register(ref _hooks, hook);

    private InvalidOperationException HookGaveNull(string problem) => new($"{GetType().Name}: {problem}, changed or not.");

    private static Hook Register(ref List<Hook>? hooks, Delegate function)
    {
        ArgumentNullException.ThrowIfNull(function);
        List<Hook> list = hooks ??= [];
        var handle = new Hook(function, h => list.Remove(h));
        list.Add(handle);
        return handle;
    }
}

/// <summary>A module with two inputs. Override <see cref="Forward"/>; call <see cref="Call"/>.</summary>
/// <typeparam name="T1">Type of the first input.</typeparam>
/// <typeparam name="T2">Type of the second input.</typeparam>
/// <typeparam name="TOut">Type of the output.</typeparam>
public abstract class Module<T1, T2, TOut> : Module
{
    /// <summary>The computation. Never called from outside; use <see cref="Call"/>.</summary>
    /// <param name="a">First input.</param>
    /// <param name="b">Second input.</param>
    /// <returns>The output.</returns>
    protected abstract TOut Forward(T1 a, T2 b);

    /// <summary>Runs the forward computation as this module. PyTorch: Module.__call__.</summary>
    /// <param name="a">First input.</param>
    /// <param name="b">Second input.</param>
    /// <returns>The output.</returns>
    public TOut Call(T1 a, T2 b)
    {
        Enter();
        try
        {
            return Forward(a, b);
        }
        finally
        {
            ModulePath.Pop();
        }
    }
}

/// <summary>A module with three inputs. Override <see cref="Forward"/>; call <see cref="Call"/>.</summary>
/// <typeparam name="T1">Type of the first input.</typeparam>
/// <typeparam name="T2">Type of the second input.</typeparam>
/// <typeparam name="T3">Type of the third input.</typeparam>
/// <typeparam name="TOut">Type of the output.</typeparam>
public abstract class Module<T1, T2, T3, TOut> : Module
{
    /// <summary>The computation. Never called from outside; use <see cref="Call"/>.</summary>
    /// <param name="a">First input.</param>
    /// <param name="b">Second input.</param>
    /// <param name="c">Third input.</param>
    /// <returns>The output.</returns>
    protected abstract TOut Forward(T1 a, T2 b, T3 c);

    /// <summary>Runs the forward computation as this module. PyTorch: Module.__call__.</summary>
    /// <param name="a">First input.</param>
    /// <param name="b">Second input.</param>
    /// <param name="c">Third input.</param>
    /// <returns>The output.</returns>
    public TOut Call(T1 a, T2 b, T3 c)
    {
        Enter();
        try
        {
            return Forward(a, b, c);
        }
        finally
        {
            ModulePath.Pop();
        }
    }
}
