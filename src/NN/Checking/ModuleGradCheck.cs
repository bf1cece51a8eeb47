using System.Runtime.CompilerServices;
using AutoGrad.Checking;
using AutoGrad.NN;

namespace AutoGrad;

/// <summary>Gradient checks of whole modules: <c>GradCheck.Module(net, x)</c>.</summary>
/// <remarks>In the namespace of <see cref="GradCheck"/>, so that whoever sees the one sees the other.</remarks>
public static class ModuleGradCheck
{
    extension(GradCheck)
    {
        /// <summary>Throws unless the gradients of a module are right: those of every parameter and of the input.</summary>
        /// <typeparam name="TOut">A variable, or a tuple or list of variables: all are checked.</typeparam>
        /// <param name="module">The module, in training or evaluation as it stands. Afterwards it is as it was: values, dtypes, gradients, buffers.</param>
        /// <param name="input">The point. Integers, such as the indices of an embedding, are passed on and not differentiated.</param>
        /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>: order 1, up to 64 elements one by one, more along random directions.</param>
        /// <param name="expression">Filled in by the compiler: the module's text, for the report.</param>
        /// <remarks>
        /// The check runs in Float64 whatever the module's dtype. Every call sees the same buffers (the running statistics of batch norm) and draws the same random
        /// numbers (dropout) from whatever <see cref="Generator"/>; numbers from elsewhere make it inconclusive. Parameters that require no gradient stay constant.
        /// A failure names the parameter, as in <c>fc.0.weight[2, 3]</c>. While it runs, the module's parameters hold other values: other threads
        /// must not call or train it meanwhile. Checks of one module, or of modules that share a parameter or a buffer, wait for each other.
        /// </remarks>
        /// <exception cref="GradCheckException">The verdict is not a pass; the message is the report.</exception>
        /// <exception cref="AutogradException">The module writes to a parameter while it is called.</exception>
        /// <exception cref="DTypeException">The module holds a Float32 tensor that is neither parameter nor buffer and that an operation refuses beside Float64.</exception>
        public static void Module<TOut>(Module<Variable, TOut> module, Variable input, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(module))] string expression = "") =>
            Throw(InspectModule(module, input, options, expression));

        /// <summary>Throws unless the gradients of a module of two inputs are right.</summary>
        /// <typeparam name="TOut">A variable, or a tuple or list of variables.</typeparam>
        /// <param name="module">The module; see the form with one input.</param>
        /// <param name="a">First input.</param>
        /// <param name="b">Second input.</param>
        /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
        /// <param name="expression">Filled in by the compiler: the module's text, for the report.</param>
        /// <exception cref="GradCheckException">The verdict is not a pass; the message is the report.</exception>
        public static void Module<TOut>(
            Module<Variable, Variable, TOut> module, Variable a, Variable b, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(module))] string expression = "") =>
            Throw(InspectModule(module, a, b, options, expression));

        /// <summary>Throws unless the gradients of a module are right that is called in a way of its own.</summary>
        /// <param name="module">The module whose parameters are checked; see the form with one input.</param>
        /// <param name="call">Calls it, for instance <c>x => attention.Call(x[0], x[1], x[2]).Output</c>.</param>
        /// <param name="inputs">What the call gets. If one requires a gradient, only those that do are differentiated; else all of a floating-point dtype.</param>
        /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
        /// <param name="expression">Filled in by the compiler: the call's text, for the report.</param>
        /// <exception cref="GradCheckException">The verdict is not a pass; the message is the report.</exception>
        public static void Module(Module module, Func<Variable[], Variable> call, Variable[] inputs, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(call))] string expression = "") =>
            Throw(InspectModule(module, call, inputs, options, expression));

        /// <summary>Throws unless the gradients of a module with several outputs are right that is called in a way of its own.</summary>
        /// <param name="module">The module whose parameters are checked; see the form with one input.</param>
        /// <param name="call">Calls it; integer outputs are left out.</param>
        /// <param name="inputs">What the call gets.</param>
        /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
        /// <param name="expression">Filled in by the compiler: the call's text, for the report.</param>
        /// <exception cref="GradCheckException">The verdict is not a pass; the message is the report.</exception>
        public static void Module(Module module, Func<Variable[], Variable[]> call, Variable[] inputs, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(call))] string expression = "") =>
            Throw(InspectModule(module, call, inputs, options, expression));

        /// <summary>Checks the gradients of a module, its parameters' and its input's, and returns what was found.</summary>
        /// <typeparam name="TOut">A variable, or a tuple or list of variables: all are checked.</typeparam>
        /// <param name="module">The module, in training or evaluation as it stands.</param>
        /// <param name="input">The point.</param>
        /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
        /// <param name="expression">Filled in by the compiler: the module's text, for the report.</param>
        /// <returns>The report.</returns>
        public static GradCheckReport InspectModule<TOut>(Module<Variable, TOut> module, Variable input, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(module))] string expression = "")
        {
            ArgumentNullException.ThrowIfNull(module);
            ArgumentNullException.ThrowIfNull(input);
            return Run(module, x => Outputs(module.Call(x[0])), [input], ["input"], options, expression);
        }

        /// <summary>Checks the gradients of a module of two inputs and returns what was found.</summary>
        /// <typeparam name="TOut">A variable, or a tuple or list of variables.</typeparam>
        /// <param name="module">The module.</param>
        /// <param name="a">First input.</param>
        /// <param name="b">Second input.</param>
        /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
        /// <param name="expression">Filled in by the compiler: the module's text, for the report.</param>
        /// <returns>The report.</returns>
        public static GradCheckReport InspectModule<TOut>(
            Module<Variable, Variable, TOut> module, Variable a, Variable b, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(module))] string expression = "")
        {
            ArgumentNullException.ThrowIfNull(module);
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            return Run(module, x => Outputs(module.Call(x[0], x[1])), [a, b], ["a", "b"], options, expression);
        }

        /// <summary>Checks the gradients of a module that is called in a way of its own and returns what was found.</summary>
        /// <param name="module">The module whose parameters are checked.</param>
        /// <param name="call">Calls it.</param>
        /// <param name="inputs">What the call gets.</param>
        /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
        /// <param name="expression">Filled in by the compiler: the call's text, for the report.</param>
        /// <returns>The report.</returns>
        public static GradCheckReport InspectModule(
            Module module, Func<Variable[], Variable> call, Variable[] inputs, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(call))] string expression = "")
        {
            ArgumentNullException.ThrowIfNull(call);
            return Run(module, x => [call(x)], inputs, Numbered(inputs), options, expression, takesArray: true);
        }

        /// <summary>Checks the gradients of a module with several outputs that is called in a way of its own and returns what was found.</summary>
        /// <param name="module">The module whose parameters are checked.</param>
        /// <param name="call">Calls it; integer outputs are left out.</param>
        /// <param name="inputs">What the call gets.</param>
        /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
        /// <param name="expression">Filled in by the compiler: the call's text, for the report.</param>
        /// <returns>The report.</returns>
        public static GradCheckReport InspectModule(
            Module module, Func<Variable[], Variable[]> call, Variable[] inputs, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(call))] string expression = "")
        {
            ArgumentNullException.ThrowIfNull(call);
            return Run(module, call, inputs, Numbered(inputs), options, expression, takesArray: true);
        }
    }

    private static GradCheckReport Run(Module module, Func<Variable[], Variable?[]> call, Variable[] inputs, string[] names, GradCheckOptions? options, string expression, bool takesArray = false)
    {
        ArgumentNullException.ThrowIfNull(module);
        foreach (Variable input in inputs)
        {
            ArgumentNullException.ThrowIfNull(input, nameof(inputs));
        }

        // The copies in Float64 are made to be recorded, whatever the caller's scope.
        using Mode.Scope recording = Mode.Enter(Mode.Current with { Grad = true, Inference = false });
        using var frozen = new FrozenModule(module);
        int leaves = frozen.Trained.Length;
        bool marked = Array.Exists(inputs, static x => x.RequiresGrad);
        int[] active =
        [
            .. Enumerable.Range(0, leaves),
            .. Enumerable.Range(0, inputs.Length).Where(i => inputs[i].DType.IsFloat() && (!marked || inputs[i].RequiresGrad)).Select(i => leaves + i),
        ];
        var subject = new Subject(
            (all, _) => frozen.Run(() => call(all[leaves..])),
            [.. frozen.Trained.Select(static p => p.Data), .. inputs.Select(static x => x.DType == DType.Float32 ? x.Data.To(DType.Float64) : x.Data)],
            active)
        {
            Leaves = frozen.Trained,
            Names = [.. frozen.Names, .. names],
            Expression = expression,
            Setup = () => ModuleSetup.Of(module, takesArray ? "module" : expression, frozen.State),
            TakesArray = takesArray,
        };
        try
        {
            return Checker.Run(subject, options ?? GradCheckOptions.Default);
        }
        catch (DTypeException refused) when (refused.Given is { } given && given.IsFloat())
        {
            throw new DTypeException(
                $"GradCheck.Module: the check runs in Float64, and {module.GetType().Name} refuses it: {refused.Message} Parameters, buffers and inputs were converted; "
                + "a tensor in a plain field was not. Wrap it in a Module.Buffer, or convert it where it is used: constant.To(x.DType).")
            {
                Op = refused.Op,
                Given = refused.Given,
                Expected = refused.Expected,
                ModulePath = refused.ModulePath,
            };
        }
    }

    private static string[] Numbered(Variable[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return [.. Enumerable.Range(0, inputs.Length).Select(static i => $"input {i}")];
    }

    /// <summary>The variables in a module's result, such as the output and the states of an LSTM.</summary>
    private static Variable?[] Outputs(object? result) => result switch
    {
        null => [],
        Variable variable => [variable],
        Tensor tensor => [tensor],
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).SelectMany(i => Outputs(tuple[i]))],
        System.Collections.IEnumerable list => [.. list.Cast<object?>().SelectMany(Outputs)],
        _ => [],
    };

    private static void Throw(GradCheckReport report)
    {
        if (report.Verdict != GradCheckVerdict.Pass)
        {
            throw new GradCheckException(report);
        }
    }
}
