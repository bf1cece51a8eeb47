using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoGrad.NN;

/// <summary>A layer or a model: parameters, buffers and submodules are found in its fields, properties, arrays, lists, dictionaries and tuples. PyTorch: torch.nn.Module.</summary>
/// <remarks>
/// Nothing is registered by hand: a field <c>conv1</c> of type Conv2d gives the names <c>conv1.weight</c> and <c>conv1.bias</c>; <c>fc[0]</c> gives <c>fc.0.weight</c>.
/// What has no fixed place (a set, a query) or is a Variable that requires a gradient without being a Parameter is refused at the first look. What lambdas capture, lazy values hold and other
/// objects keep in their own fields cannot be seen: keep it in a field of the module as well.
/// A leading underscore is dropped and a property's first letter becomes lower case; <see cref="NameAttribute"/> overrides. A module used twice counts once.
/// </remarks>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.AllFields)]
public abstract partial class Module : IModuleScope
{
    private string? _path;
    private List<Hook>? _backwardHooks;

    /// <summary>Whether layers such as Dropout and BatchNorm behave as in training. Default true. PyTorch: Module.training.</summary>
    public bool Training { get; private set; } = true;

    /// <summary>Kind and sizes for messages and summaries, such as <c>Linear 784->128</c>; the type's name by default. PyTorch: Module.extra_repr.</summary>
    public virtual string Description => TypeName;

    string IModuleScope.Path => _path ?? TypeName;

    private string TypeName => GetType().Name is var name && name.IndexOf('`') is > 0 and var tick ? name[..tick] : GetType().Name;

    /// <summary>Switches training behaviour on or off for this module and all below. PyTorch: Module.train.</summary>
    /// <param name="mode">True for training. Default true.</param>
    public void Train(bool mode = true)
    {
        foreach (Module module in Modules())
        {
            module.Training = mode;
        }
    }

    /// <summary>Switches to evaluation behaviour; the same as <c>Train(false)</c>. PyTorch: Module.eval.</summary>
    public void Eval() => Train(false);

    /// <summary>Every parameter once, in state-dict order. PyTorch: Module.parameters.</summary>
    /// <returns>The parameters of this module and all below.</returns>
    public IEnumerable<Parameter> Parameters() => NamedParameters().Select(static p => p.Parameter);

    /// <summary>Every parameter once with its dotted name. PyTorch: Module.named_parameters.</summary>
    /// <returns>Names and parameters, in state-dict order.</returns>
    public IEnumerable<(string Name, Parameter Parameter)> NamedParameters()
    {
        var seen = new HashSet<Parameter>();
        foreach ((string prefix, Module module) in NamedModules())
        {
            foreach ((string name, object member) in ModuleStructure.Members(module))
            {
                if (member is Parameter parameter && seen.Add(parameter))
                {
                    yield return (Join(prefix, name), parameter);
                }
            }
        }
    }

    /// <summary>The value of every buffer. PyTorch: Module.buffers.</summary>
    /// <returns>The buffers of this module and all below.</returns>
    public IEnumerable<Tensor> Buffers() => NamedBuffers().Select(static b => b.Buffer.Data);

    /// <summary>Every buffer once with its dotted name. PyTorch: Module.named_buffers.</summary>
    /// <returns>Names and buffers, persistent or not.</returns>
    public IEnumerable<(string Name, Buffer Buffer)> NamedBuffers()
    {
        var seen = new HashSet<Buffer>();
        foreach ((string prefix, Module module) in NamedModules())
        {
            foreach ((string name, object member) in ModuleStructure.Members(module))
            {
                if (member is Buffer buffer && seen.Add(buffer))
                {
                    yield return (Join(prefix, name), buffer);
                }
            }
        }
    }

    /// <summary>The modules directly below this one. PyTorch: Module.children.</summary>
    /// <returns>Each once.</returns>
    public IEnumerable<Module> Children() => NamedChildren().Select(static c => c.Module);

    /// <summary>The modules directly below this one with their names. PyTorch: Module.named_children.</summary>
    /// <returns>Each once.</returns>
    public IEnumerable<(string Name, Module Module)> NamedChildren()
    {
        var seen = new HashSet<Module>();
        foreach ((string name, object member) in ModuleStructure.Members(this))
        {
            if (member is Module module && seen.Add(module))
            {
                yield return (name, module);
            }
        }
    }

    /// <summary>This module and all below. PyTorch: Module.modules.</summary>
    /// <returns>Each once, parents first.</returns>
    public IEnumerable<Module> Modules() => NamedModules().Select(static m => m.Module);

    /// <summary>This module, named by the empty string, and all below with their dotted names. PyTorch: Module.named_modules.</summary>
    /// <returns>Each once, parents first, depth first.</returns>
    public IEnumerable<(string Name, Module Module)> NamedModules()
    {
        var seen = new HashSet<Module>();
        var open = new Stack<(string Name, Module Module)>();
        open.Push(("", this));
        while (open.TryPop(out (string Name, Module Module) top))
        {
            if (!seen.Add(top.Module))
            {
                continue; // a shared module keeps the name under which the walk met it first
            }

            yield return top;
            foreach ((string name, Module child) in top.Module.NamedChildren().Reverse())
            {
                open.Push((Join(top.Name, name), child));
            }
        }
    }

    /// <summary>Calls a function on every module once, children in order before their parent. PyTorch: Module.apply.</summary>
    /// <param name="action">What to do, such as an initialisation.</param>
    public void Apply(Action<Module> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var seen = new HashSet<Module>();
        var order = new List<Module>();
        Visit(this);
        order.ForEach(action);

        void Visit(Module module)
        {
            if (seen.Add(module))
            {
                foreach (Module child in module.Children())
                {
                    Visit(child);
                }

                order.Add(module);
            }
        }
    }

    /// <summary>Converts floating-point parameters, their gradients and buffers; parameters keep their identity, so optimizers stay attached. PyTorch: Module.to.</summary>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="DTypeException">dtype is not a floating-point type.</exception>
    public void To(DType dtype)
    {
        if (!dtype.IsFloat())
        {
            throw Errors.FloatExpected("Module.To", dtype);
        }

        foreach (Parameter parameter in Parameters())
        {
            parameter.ReplaceData(parameter.Data.To(dtype));
            if (parameter.GradUnmarked is { } grad && grad.DType != dtype)
            {
                parameter.SetGrad(new Variable(grad.Data.To(dtype)), isOurs: true);
            }
        }

        foreach ((_, Buffer buffer) in NamedBuffers())
        {
            buffer.Data = buffer.Data.DType.IsFloat() ? buffer.Data.To(dtype) : buffer.Data;
        }
    }

    /// <summary>Forgets all gradients: each parameter's Grad becomes null. PyTorch: Module.zero_grad(set_to_none=True).</summary>
    public void ZeroGrad()
    {
        foreach (Parameter parameter in Parameters())
        {
            parameter.Grad = null;
        }
    }

    /// <summary>Sets RequiresGrad of every parameter: false freezes the module. PyTorch: Module.requires_grad_.</summary>
    /// <param name="requiresGrad">Whether parameters are trained. Default true.</param>
    public void RequiresGrad(bool requiresGrad = true)
    {
        foreach (Parameter parameter in Parameters())
        {
            parameter.RequiresGrad = requiresGrad;
        }
    }

    /// <summary>Runs a forward function as this module: errors and tapes name it. For modules whose Call has another form than the generic ones.</summary>
    /// <typeparam name="T">Result of the function.</typeparam>
    /// <param name="forward">The forward computation.</param>
    /// <returns>Its result.</returns>
    protected T Run<T>(Func<T> forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        Enter();
        try
        {
            return forward();
        }
        finally
        {
            ModulePath.Pop();
        }
    }

    /// <summary>Makes this the innermost module of the thread; names everything below on the first outermost call.</summary>
    private protected void Enter()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            // A module that contains itself would end the process: a stack overflow cannot be caught.
            throw new InvalidOperationException($"{TypeName}: the calls of modules are nested too deeply for the stack. Look for a module that contains itself.");
        }

        if (ModulePath.Innermost is null && _path is null)
        {
            string root = TypeName;
            foreach ((string name, Module module) in NamedModules())
            {
                module._path = Join(root, name);
            }
        }

        ModulePath.Push(this);
    }

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : name.Length == 0 ? prefix : $"{prefix}.{name}";
}
