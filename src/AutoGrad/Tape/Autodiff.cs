namespace AutoGrad;

/// <summary>Gradients as functions of outputs and inputs. PyTorch: torch.autograd and torch.autograd.functional.</summary>
public static partial class Autodiff
{
    /// <summary>Adds the gradients of the outputs to the Grad of every leaf. PyTorch: torch.autograd.backward.</summary>
    /// <param name="outputs">Variables that require gradients.</param>
    /// <param name="gradOutputs">One cotangent per output; null where the output is a single element, for 1.</param>
    /// <param name="retainGraph">Whether saved values are kept; null means the value of <paramref name="createGraph"/>.</param>
    /// <param name="createGraph">Whether the pass is recorded. Default false.</param>
    /// <exception cref="AutogradException">There is no output, an output has no graph, or it was released.</exception>
    /// <exception cref="ShapeException">A cotangent is missing or of another shape.</exception>
    public static void Backward(ReadOnlySpan<Variable> outputs, Variable?[]? gradOutputs = null, bool? retainGraph = null, bool createGraph = false)
    {
        (Node[] roots, Variable[] cotangents) = Roots("Backward", outputs, gradOutputs);
        new Pass(createGraph, retainGraph ?? createGraph).Run(roots, cotangents);
    }

    /// <summary>The gradient of one output with respect to one input, without touching any Grad. PyTorch: torch.autograd.grad.</summary>
    /// <param name="output">The function's value.</param>
    /// <param name="input">A variable it was computed from.</param>
    /// <param name="gradOutput">Cotangent of the output; null for a single element, where it is 1.</param>
    /// <param name="createGraph">Whether the result is recorded, for higher derivatives. Default false.</param>
    /// <param name="retainGraph">Whether saved values are kept; null means the value of <paramref name="createGraph"/>.</param>
    /// <returns>The gradient, of the input's shape and dtype.</returns>
    /// <exception cref="AutogradException">No path leads from output to input, or the graph was released.</exception>
    public static Variable Grad(Variable output, Variable input, Variable? gradOutput = null, bool createGraph = false, bool? retainGraph = null) =>
        Grad([output], [input], gradOutput is null ? null : [gradOutput], createGraph, retainGraph)[0]!;

    /// <summary>The gradients of outputs with respect to inputs, without touching any Grad. PyTorch: torch.autograd.grad.</summary>
    /// <param name="outputs">The functions' values; their gradients are summed.</param>
    /// <param name="inputs">Variables they were computed from.</param>
    /// <param name="gradOutputs">One cotangent per output; null where the output is a single element, for 1.</param>
    /// <param name="createGraph">Whether the results are recorded. Default false.</param>
    /// <param name="retainGraph">Whether saved values are kept; null means the value of <paramref name="createGraph"/>.</param>
    /// <param name="allowUnused">Whether an input without a path gives null instead of an error. Default false.</param>
    /// <returns>One gradient per input.</returns>
    /// <exception cref="AutogradException">There is no output or no input, an input has no path and allowUnused is false, or the graph was released.</exception>
    public static Variable?[] Grad(
        ReadOnlySpan<Variable> outputs, ReadOnlySpan<Variable> inputs, Variable?[]? gradOutputs = null, bool createGraph = false, bool? retainGraph = null, bool allowUnused = false) =>
        Grad(outputs, inputs, gradOutputs, createGraph, retainGraph, allowUnused, partial: false);

    /// <summary>As above; partial gradients treat inputs as independent even where one was computed from another.</summary>
    internal static Variable?[] Grad(
        ReadOnlySpan<Variable> outputs, ReadOnlySpan<Variable> inputs, Variable?[]? gradOutputs, bool createGraph, bool? retainGraph, bool allowUnused, bool partial)
    {
        (Node[] roots, Variable[] cotangents) = Roots("Grad", outputs, gradOutputs);
        if (inputs.IsEmpty)
        {
            throw Errors.Autograd("Grad", "there are no inputs to differentiate with respect to. Pass at least one, or use Backward for every leaf.");
        }

        var wanted = new List<Node>(inputs.Length);
        for (int i = 0; i < inputs.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(inputs[i], nameof(inputs));
            if (inputs[i].Node is { } node)
            {
                wanted.Add(node);
            }
            else if (!allowUnused)
            {
                throw Errors.Autograd("Grad", $"input {i} of shape {inputs[i].Shape} does not require a gradient. Set RequiresGrad before computing the output, or call Grad([output], [input], allowUnused: true) for null.");
            }
        }

        var pass = new Pass(createGraph, retainGraph ?? createGraph) { StopsAtCaptured = partial };
        pass.Capture(roots, wanted.ToArray());
        pass.Run(roots, cotangents);
        var results = new Variable?[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            results[i] = inputs[i].Node is { } node ? pass.Captured(node) : null;
            if (results[i] is null && !allowUnused)
            {
                throw BrokenPath.Explain(outputs, inputs[i], i);
            }
        }

        return results;
    }

    private static (Node[] Roots, Variable[] Cotangents) Roots(string caller, ReadOnlySpan<Variable> outputs, Variable?[]? gradOutputs)
    {
        if (outputs.IsEmpty)
        {
            throw Errors.Autograd(caller, "there are no outputs to differentiate. Pass at least one.");
        }

        if (gradOutputs is not null && gradOutputs.Length != outputs.Length)
        {
            throw Errors.Autograd(caller, $"{outputs.Length} outputs but {gradOutputs.Length} cotangents. Pass one per output, null for a single element.");
        }

        var roots = new Node[outputs.Length];
        var cotangents = new Variable[outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            Variable output = outputs[i];
            ArgumentNullException.ThrowIfNull(output, nameof(outputs));
            roots[i] = output.Node ?? throw BrokenPath.NoGraph(caller, output);
            if (gradOutputs?[i] is not { } dy)
            {
                cotangents[i] = output.NumEl == 1
                    ? Tensor.OnesLike(output.Data)
                    : throw Errors.Shape(caller, output.Shape, $"the output has {output.NumEl} elements, so its cotangent must be given. Reduce it to one element with Sum() or Mean(), or pass a gradient of shape {output.Shape}.");
                continue;
            }

            cotangents[i] = dy.Shape != output.Shape
                ? throw Errors.Shapes(caller, dy.Shape, output.Shape, $"a cotangent of shape {dy.Shape} does not fit an output of shape {output.Shape}. Reshape or expand it.")
                : dy.DType == output.DType ? dy : throw Errors.DType(caller, dy.DType, output.DType, $"a cotangent of dtype {dy.DType} does not fit an output of dtype {output.DType}. Convert it with To.");
        }

        return (roots, cotangents);
    }
}
