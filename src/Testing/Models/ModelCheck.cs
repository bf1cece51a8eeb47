using AutoGrad.NN;

namespace AutoGrad.Testing;

/// <summary>Properties of whole models, each one call that throws a report unless it holds. The model is afterwards what it was: values, gradients, buffers, mode.</summary>
/// <remarks>Gradients themselves are checked by <c>GradCheck.Module(model, input)</c>.</remarks>
public static partial class ModelCheck
{
    /// <summary>Throws unless every row of the output depends on its own row of the input alone: rows of a batch must not mix.</summary>
    /// <param name="model">The model. Batch norm in training mixes rows by design; the report says so if nothing else does.</param>
    /// <param name="input">At least two rows in the batch dimension. Integers are followed through the embeddings that read them.</param>
    /// <param name="batchDim">The batch dimension of input and output. Default 0.</param>
    /// <exception cref="PropertyException">Rows mix, or nothing flows at all.</exception>
    /// <exception cref="ArgumentException">The input has fewer than two rows, or the output has not as many.</exception>
    public static void DoesNotMixBatch(Module<Variable, Variable> model, Variable input, int batchDim = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        DoesNotMixBatch(model, model.Call, input, batchDim, batchDim, nameof(batchDim));
    }

    /// <summary>Throws unless rows of a batch do not mix, for a model that is called in a way of its own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="call">Calls it.</param>
    /// <param name="input">At least two rows in the batch dimension.</param>
    /// <param name="inputDim">The batch dimension of the input. Default 0.</param>
    /// <param name="outputDim">The batch dimension of the output. Default: the input's.</param>
    /// <exception cref="PropertyException">Rows mix, or nothing flows at all.</exception>
    /// <exception cref="ArgumentException">There are fewer than two rows, or input and output have not as many.</exception>
    public static void DoesNotMixBatch(Module model, Func<Variable, Variable> call, Variable input, int inputDim = 0, int? outputDim = null) =>
        DoesNotMixBatch(model, call, input, inputDim, outputDim ?? inputDim, nameof(inputDim));

    private static void DoesNotMixBatch(Module model, Func<Variable, Variable> call, Variable input, int inputDim, int outputDim, string argument)
    {
        const string name = "ModelCheck.DoesNotMixBatch";
        using var snapshot = new ModelSnapshot(model);
        var influence = new Influence(name, snapshot, model, call, input, inputDim, outputDim);
        if (influence.Find(static (o, i) => o == i) is not { } leak)
        {
            return;
        }

        string seen = $"{name}: row {leak.Output} of the output depends on row {leak.Input} of the input; {leak.Evidence}.";
        (string Name, Module Module)[] norms = [.. model.NamedModules().Where(static m => m.Module is BatchNorm { Training: true })];
        Array.ForEach(norms, static n => n.Module.Eval());
        Leak? other = norms.Length > 0 ? influence.Find(static (o, i) => o == i) : leak;
        string list = string.Join(", ", norms.Select(static n => $"{n.Name} ({n.Module.Description})"));
        string look = $"Look for a sum, mean, softmax, norm, Reshape or Transpose over dimension {inputDim}"
            + (inputDim == 0 && input.Rank > 1 ? $", or pass {argument}: 1 if the batch is dimension 1 (a recurrent layer without batchFirst has time first)." : ".");
        throw new PropertyException(norms.Length == 0
            ? $"{seen} {look}"
            : other is null
                ? $"{seen} The cause is batch norm in training, which takes its statistics over the batch: {list}. That is what it does; call model.Eval() before this check. Nothing else mixes."
                : $"{seen} Batch norm in training does that too ({list}), but with it in evaluation row {other.Output} still depends on row {other.Input}. {look}");
    }

    /// <summary>Throws unless every output position depends on input positions up to its own alone: a causal model must not see the future.</summary>
    /// <remarks>
    /// A model in which no position depends on any other does not pass: the dimension may be the wrong one. Of a model that is meant to be pointwise over time,
    /// ask that instead: <c>DoesNotMixBatch(model, input, batchDim: 1)</c> passes only if each position depends on itself alone.
    /// </remarks>
    /// <param name="model">The model; put it into evaluation, or give it no dropout.</param>
    /// <param name="input">At least two positions. Integers, such as tokens, are followed through the embeddings that read them.</param>
    /// <param name="timeDim">The dimension of time in input and output. Default 1, behind the batch.</param>
    /// <exception cref="PropertyException">The future leaks, or nothing flows from one position to another.</exception>
    /// <exception cref="ArgumentException">There are fewer than two positions, or input and output have not as many.</exception>
    public static void IsCausal(Module<Variable, Variable> model, Variable input, int timeDim = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        IsCausal(model, model.Call, input, timeDim, timeDim, nameof(timeDim));
    }

    /// <summary>Throws unless a model does not see the future, for one that is called in a way of its own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="call">Calls it.</param>
    /// <param name="input">At least two positions.</param>
    /// <param name="inputDim">The dimension of time of the input. Default 1.</param>
    /// <param name="outputDim">The dimension of time of the output. Default: the input's.</param>
    /// <exception cref="PropertyException">The future leaks, or nothing flows from one position to another.</exception>
    /// <exception cref="ArgumentException">There are fewer than two positions, or input and output have not as many.</exception>
    public static void IsCausal(Module model, Func<Variable, Variable> call, Variable input, int inputDim = 1, int? outputDim = null) =>
        IsCausal(model, call, input, inputDim, outputDim ?? inputDim, nameof(inputDim));

    private static void IsCausal(Module model, Func<Variable, Variable> call, Variable input, int inputDim, int outputDim, string argument)
    {
        const string name = "ModelCheck.IsCausal";
        using var snapshot = new ModelSnapshot(model);
        var influence = new Influence(name, snapshot, model, call, input, inputDim, outputDim);
        if (influence.Find(static (o, i) => i <= o) is { } leak)
        {
            throw new PropertyException(
                $"{name}: the output at position {leak.Output} depends on the input at position {leak.Input}, which is later; {leak.Evidence}. "
                + "Look for a mask that is missing, off by one or added with too small a number instead of -∞, a bidirectional layer, or a norm or mean over time.");
        }

        if (!influence.FlowsAcross)
        {
            int other = inputDim == 0 ? 1 : 0;
            string order = inputDim == 0 ? "a recurrent layer with batchFirst has the batch first" : "a recurrent layer without batchFirst has time first";
            throw new PropertyException(
                $"{name}: could not tell: nothing flows along dimension {inputDim}, where no output position depends on another position of the input. "
                + $"If time is another dimension, pass {argument}: {other} ({order}). "
                + $"If each position is meant to depend on itself alone, ask that: ModelCheck.DoesNotMixBatch(model, x => model.Call(x), input, inputDim: {inputDim}).");
        }
    }

    /// <summary>Throws unless every parameter that is trained gets a gradient that is finite and not zero everywhere.</summary>
    /// <param name="model">The model.</param>
    /// <param name="loss">Computes the loss: one element.</param>
    /// <param name="except">Dotted names of parameters that are meant to get none. Default none.</param>
    /// <exception cref="PropertyException">A parameter gets no gradient, zeros only, or numbers that are not finite; all are listed.</exception>
    /// <exception cref="ArgumentException">The model has no parameters that are trained, or a name in except is none of them.</exception>
    public static void EveryParameterGetsAGradient(Module model, Func<Variable> loss, params string[] except)
    {
        const string name = "ModelCheck.EveryParameterGetsAGradient";
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(except);
        using var snapshot = new ModelSnapshot(model);
        (string Name, Parameter Parameter)[] trained = [.. model.NamedParameters().Where(static p => p.Parameter.RequiresGrad)];
        if (trained.Length == 0)
        {
            throw new ArgumentException($"{name}: the model has no parameters that require gradients.", nameof(model));
        }

        if (except.Except(trained.Select(static p => p.Name)).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"{name}: '{unknown}' is no parameter that is trained. There are: {string.Join(", ", trained.Select(static p => p.Name))}.", nameof(except));
        }

        Variable value = loss();
        Variable?[] gradients = value.RequiresGrad
            ? Autodiff.Grad([value], Array.ConvertAll(trained, static p => (Variable)p.Parameter), allowUnused: true)
            : throw new PropertyException($"{name}: the loss does not depend on any parameter. Look for Detach, Data, NoGrad, or a forward pass outside the function that was given.");
        string[] wrong = [.. trained.Zip(gradients, static (p, g) => (p.Name, Problem: Problem(g))).Where(p => p.Problem is not null && !except.Contains(p.Name)).Select(static p => $"  {p.Name}: {p.Problem}")];
        if (wrong.Length > 0)
        {
            throw new PropertyException(
                $"{name}: {wrong.Length} of {trained.Length} parameters get no usable gradient:{Environment.NewLine}{string.Join(Environment.NewLine, wrong)}{Environment.NewLine}"
                + "  Look for layers that are not called, paths that are cut (Detach, Data, NoGrad), and units that are saturated or dead at this input.");
        }
    }

    private static string? Problem(Variable? gradient)
    {
        if (gradient is null)
        {
            return "no gradient arrives";
        }

        double[] values = gradient.Data.To(DType.Float64).ToArray<double>();
        int infinite = values.Count(static g => !double.IsFinite(g));
        return infinite > 0 ? $"{infinite} of {values.Length} elements are not finite" : Array.TrueForAll(values, static g => g == 0) ? "zero in every element" : null;
    }
}
