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
                    x = Given(((Func<TIn, TIn>)hook.Function)(x), "forward pre-hook");
                }
            }

            BackwardGate? gate = OpenGate();
            if (gate is not null)
            {
                gate.Collect(x);
                gate.Join();
                x = gate.Replaced(x);
            }

            TOut y = Forward(x);
            if (_hooks is { Count: > 0 })
            {
                foreach (Hook hook in _hooks.ToArray())
                {
                    y = Given(((Func<TIn, TOut, TOut>)hook.Function)(x, y), "forward hook");
                }
            }

            return gate is null ? y : gate.Outputs(y);
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

    /// <summary>Calls a function in every backward pass, when the gradients of this module's inputs are known. PyTorch: Module.register_full_backward_hook.</summary>
    /// <param name="hook">Gets this module, the gradients of its inputs and those of its outputs, and returns gradients to use for the inputs, or null to keep them.</param>
    /// <returns>A handle; disposing it removes the hook.</returns>
    /// <remarks>
    /// One entry per variable among inputs and outputs: variables themselves, in arrays, and in tuples up to three long; null where no gradient is wanted. If no input wants one, the hook is called with the outputs'.
    /// It watches what goes through <see cref="Call"/>, not through further overloads of it, and while recording is on.
    /// </remarks>
    public Hook RegisterFullBackwardHook(Func<Module, Variable?[], Variable?[], Variable?[]?> hook) => RegisterBackward(hook);
}

/// <summary>A module with two inputs. Override <see cref="Forward"/>; call <see cref="Call"/>.</summary>
/// <typeparam name="T1">Type of the first input.</typeparam>
/// <typeparam name="T2">Type of the second input.</typeparam>
/// <typeparam name="TOut">Type of the output.</typeparam>
public abstract class Module<T1, T2, TOut> : Module
{
    private List<Hook>? _preHooks;
    private List<Hook>? _hooks;

    /// <summary>The computation. Never called from outside; use <see cref="Call"/>, which runs hooks and names the module in errors. PyTorch: Module.forward.</summary>
    /// <param name="a">First input.</param>
    /// <param name="b">Second input.</param>
    /// <returns>The output.</returns>
    protected abstract TOut Forward(T1 a, T2 b);

    /// <summary>Runs hooks and the forward computation. PyTorch: Module.__call__.</summary>
    /// <param name="a">First input.</param>
    /// <param name="b">Second input.</param>
    /// <returns>The output.</returns>
    public TOut Call(T1 a, T2 b)
    {
        Enter();
        try
        {
            if (_preHooks is { Count: > 0 })
            {
                foreach (Hook hook in _preHooks.ToArray())
                {
                    (a, b) = ((Func<T1, T2, (T1 a, T2 b)>)hook.Function)(a, b);
                }
            }

            BackwardGate? gate = OpenGate();
            if (gate is not null)
            {
                gate.Collect(a);
                gate.Collect(b);
                gate.Join();
                a = gate.Replaced(a);
                b = gate.Replaced(b);
            }

            TOut y = Forward(a, b);
            if (_hooks is { Count: > 0 })
            {
                foreach (Hook hook in _hooks.ToArray())
                {
                    y = Given(((Func<T1, T2, TOut, TOut>)hook.Function)(a, b, y), "forward hook");
                }
            }

            return gate is null ? y : gate.Outputs(y);
        }
        finally
        {
            ModulePath.Pop();
        }
    }

    /// <summary>Calls a function with the inputs before every forward computation. PyTorch: Module.register_forward_pre_hook.</summary>
    /// <param name="hook">Gets the inputs and returns the inputs to use.</param>
    /// <returns>A handle; disposing it removes the hook.</returns>
    public Hook RegisterForwardPreHook(Func<T1, T2, (T1 a, T2 b)> hook) => Register(ref _preHooks, hook);

    /// <summary>Calls a function with inputs and output after every forward computation. PyTorch: Module.register_forward_hook.</summary>
    /// <param name="hook">Gets inputs and output and returns the output to use.</param>
    /// <returns>A handle; disposing it removes the hook.</returns>
    public Hook RegisterForwardHook(Func<T1, T2, TOut, TOut> hook) => Register(ref _hooks, hook);

    /// <summary>Calls a function in every backward pass, when the gradients of this module's inputs are known. PyTorch: Module.register_full_backward_hook.</summary>
    /// <param name="hook">Gets this module, the gradients of its inputs and those of its outputs, and returns gradients to use for the inputs, or null to keep them.</param>
    /// <returns>A handle; disposing it removes the hook.</returns>
    /// <remarks>
    /// One entry per variable among inputs and outputs: variables themselves, in arrays, and in tuples up to three long; null where no gradient is wanted. If no input wants one, the hook is called with the outputs'.
    /// It watches what goes through <see cref="Call"/>, not through further overloads of it, and while recording is on.
    /// </remarks>
    public Hook RegisterFullBackwardHook(Func<Module, Variable?[], Variable?[], Variable?[]?> hook) => RegisterBackward(hook);
}

/// <summary>A module with three inputs. Override <see cref="Forward"/>; call <see cref="Call"/>.</summary>
/// <typeparam name="T1">Type of the first input.</typeparam>
/// <typeparam name="T2">Type of the second input.</typeparam>
/// <typeparam name="T3">Type of the third input.</typeparam>
/// <typeparam name="TOut">Type of the output.</typeparam>
public abstract class Module<T1, T2, T3, TOut> : Module
{
    private List<Hook>? _preHooks;
    private List<Hook>? _hooks;

    /// <summary>The computation. Never called from outside; use <see cref="Call"/>, which runs hooks and names the module in errors. PyTorch: Module.forward.</summary>
    /// <param name="a">First input.</param>
    /// <param name="b">Second input.</param>
    /// <param name="c">Third input.</param>
    /// <returns>The output.</returns>
    protected abstract TOut Forward(T1 a, T2 b, T3 c);

    /// <summary>Runs hooks and the forward computation. PyTorch: Module.__call__.</summary>
    /// <param name="a">First input.</param>
    /// <param name="b">Second input.</param>
    /// <param name="c">Third input.</param>
    /// <returns>The output.</returns>
    public TOut Call(T1 a, T2 b, T3 c)
    {
        Enter();
        try
        {
            if (_preHooks is { Count: > 0 })
            {
                foreach (Hook hook in _preHooks.ToArray())
                {
                    (a, b, c) = ((Func<T1, T2, T3, (T1 a, T2 b, T3 c)>)hook.Function)(a, b, c);
                }
            }

            BackwardGate? gate = OpenGate();
            if (gate is not null)
            {
                gate.Collect(a);
                gate.Collect(b);
                gate.Collect(c);
                gate.Join();
                a = gate.Replaced(a);
                b = gate.Replaced(b);
                c = gate.Replaced(c);
            }

            TOut y = Forward(a, b, c);
            if (_hooks is { Count: > 0 })
            {
                foreach (Hook hook in _hooks.ToArray())
                {
                    y = Given(((Func<T1, T2, T3, TOut, TOut>)hook.Function)(a, b, c, y), "forward hook");
                }
            }

            return gate is null ? y : gate.Outputs(y);
        }
        finally
        {
            ModulePath.Pop();
        }
    }

    /// <summary>Calls a function with the inputs before every forward computation. PyTorch: Module.register_forward_pre_hook.</summary>
    /// <param name="hook">Gets the inputs and returns the inputs to use.</param>
    /// <returns>A handle; disposing it removes the hook.</returns>
    public Hook RegisterForwardPreHook(Func<T1, T2, T3, (T1 a, T2 b, T3 c)> hook) => Register(ref _preHooks, hook);

    /// <summary>Calls a function with inputs and output after every forward computation. PyTorch: Module.register_forward_hook.</summary>
    /// <param name="hook">Gets inputs and output and returns the output to use.</param>
    /// <returns>A handle; disposing it removes the hook.</returns>
    public Hook RegisterForwardHook(Func<T1, T2, T3, TOut, TOut> hook) => Register(ref _hooks, hook);

    /// <summary>Calls a function in every backward pass, when the gradients of this module's inputs are known. PyTorch: Module.register_full_backward_hook.</summary>
    /// <param name="hook">Gets this module, the gradients of its inputs and those of its outputs, and returns gradients to use for the inputs, or null to keep them.</param>
    /// <returns>A handle; disposing it removes the hook.</returns>
    /// <remarks>
    /// One entry per variable among inputs and outputs: variables themselves, in arrays, and in tuples up to three long; null where no gradient is wanted. If no input wants one, the hook is called with the outputs'.
    /// It watches what goes through <see cref="Call"/>, not through further overloads of it, and while recording is on.
    /// </remarks>
    public Hook RegisterFullBackwardHook(Func<Module, Variable?[], Variable?[], Variable?[]?> hook) => RegisterBackward(hook);
}
