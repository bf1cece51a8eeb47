namespace AutoGrad;

public static partial class Autodiff
{
    /// <summary>The value of a function and its derivative along a direction, in one forward pass. PyTorch: torch.autograd.functional.jvp.</summary>
    /// <param name="function">The function.</param>
    /// <param name="input">The point.</param>
    /// <param name="v">The direction, of the input's shape and dtype.</param>
    /// <param name="createGraph">Whether the results are recorded, for derivatives of them. Default false.</param>
    /// <returns>The output, and its tangent of the same shape: the Jacobian times v.</returns>
    /// <remarks>Calls nest: a function may call Jvp, Vjp or Grad itself. Ops without a forward rule are differentiated by two reverse passes.</remarks>
    /// <exception cref="ShapeException">The direction's shape differs from the input's.</exception>
    /// <exception cref="DTypeException">The input is not Float32 or Float64, or the direction has another dtype.</exception>
    public static (Variable Output, Variable Tangent) Jvp(Func<Variable, Variable> function, Variable input, Variable v, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        (Variable[] outputs, Variable[] tangents) = Jvp(x => [function(x[0])], [input], [v], createGraph);
        return (outputs[0], tangents[0]);
    }

    /// <summary>The values of a function of several inputs and their derivatives along a direction, in one forward pass. PyTorch: torch.autograd.functional.jvp.</summary>
    /// <param name="function">The function.</param>
    /// <param name="inputs">The point.</param>
    /// <param name="v">One direction per input; null for an input that is held.</param>
    /// <param name="createGraph">Whether the results are recorded, for derivatives of them. Default false.</param>
    /// <returns>The outputs, and for each its tangent: zeros where it does not depend on the inputs.</returns>
    /// <exception cref="ShapeException">A direction's shape differs from its input's, or their number differs.</exception>
    /// <exception cref="DTypeException">An input with a direction is not Float32 or Float64, or the direction has another dtype.</exception>
    public static (Variable[] Outputs, Variable[] Tangents) Jvp(Func<Variable[], Variable[]> function, Variable[] inputs, Variable?[] v, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(v);
        if (v.Length != inputs.Length)
        {
            throw Errors.Autograd("Jvp", $"{inputs.Length} inputs but {v.Length} directions. Pass one per input, null for one that is held.");
        }

        ForwardLevel? outer = Mode.Current.Forward;
        bool keep = createGraph || outer is not null;
        var level = new ForwardLevel(outer);
        using (GradientTape.EnableGrad())
        {
            var own = new Variable[inputs.Length];
            for (int i = 0; i < own.Length; i++)
            {
                own[i] = Own(inputs[i], keep);
                level.Set(own[i], v[i] is { } direction ? Checked("Jvp", direction, inputs[i]) : null);
            }

            Variable[] outputs;
            using (Mode.Enter(Mode.Current with { Forward = level }))
            {
                outputs = function(own);
            }

            Variable[] tangents = Array.ConvertAll(outputs, y => level.TangentOf(y) ?? Tensor.Zeros(y.Shape, y.DType));
            return keep ? (outputs, tangents) : (Array.ConvertAll(outputs, static y => y.Detach()), Array.ConvertAll(tangents, static t => t.Detach()));
        }
    }

    /// <summary>The value of a function and its gradient along a cotangent. PyTorch: torch.autograd.functional.vjp.</summary>
    /// <param name="function">The function.</param>
    /// <param name="input">The point.</param>
    /// <param name="v">The cotangent, of the output's shape; null for 1 where the output is a single element.</param>
    /// <param name="createGraph">Whether the results are recorded, for derivatives of them. Default false.</param>
    /// <returns>The output, and v times the Jacobian, of the input's shape.</returns>
    /// <exception cref="ShapeException">The cotangent is missing or of another shape.</exception>
    /// <exception cref="DTypeException">The input is not Float32 or Float64.</exception>
    public static (Variable Output, Variable Gradient) Vjp(Func<Variable, Variable> function, Variable input, Variable? v = null, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        (Variable[] outputs, Variable[] gradients) = Vjp(x => [function(x[0])], [input], [v], createGraph);
        return (outputs[0], gradients[0]);
    }

    /// <summary>The values of a function of several inputs and the gradients of their sum along cotangents. PyTorch: torch.autograd.functional.vjp.</summary>
    /// <param name="function">The function.</param>
    /// <param name="inputs">The point; each Float32 or Float64.</param>
    /// <param name="v">One cotangent per output; null where the output is a single element, for 1.</param>
    /// <param name="createGraph">Whether the results are recorded, for derivatives of them. Default false.</param>
    /// <returns>The outputs, and one gradient per input: zeros where no output depends on it.</returns>
    /// <exception cref="ShapeException">A cotangent is missing or of another shape.</exception>
    /// <exception cref="DTypeException">An input is not Float32 or Float64.</exception>
    public static (Variable[] Outputs, Variable[] Gradients) Vjp(Func<Variable[], Variable[]> function, Variable[] inputs, Variable?[]? v = null, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        bool keep = createGraph || Mode.Current.Forward is not null;
        using (GradientTape.EnableGrad())
        {
            Variable[] own = Array.ConvertAll(inputs, x => Own(x, keep));
            Variable[] outputs = function(own);
            int[] reached = [.. Enumerable.Range(0, outputs.Length).Where(k => outputs[k].RequiresGrad)];
            Variable?[] found = reached.Length == 0
                ? new Variable?[own.Length]
                : Grad([.. reached.Select(k => outputs[k])], own, v is null ? null : [.. reached.Select(k => v[k])], createGraph, allowUnused: true);
            Variable[] gradients = [.. found.Select((g, i) => g ?? Tensor.Zeros(own[i].Shape, own[i].DType))];
            return (keep ? outputs : Array.ConvertAll(outputs, static y => y.Detach()), gradients);
        }
    }

    /// <summary>A variable of the pass's own with the input's value; the graph and the outer tangents go on through it when they are to be kept.</summary>
    private static Variable Own(Variable input, bool keep)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (keep && input.RequiresGrad)
        {
            return Recorder.Apply(Ops.Alias.Instance, input);
        }

        var own = new Variable(input.Data, requiresGrad: input.DType.IsFloat());
        Mode.Current.Forward?.Carry(input, own);
        return own;
    }

    private static Variable Checked(string caller, Variable direction, Variable input) =>
        !input.DType.IsFloat() ? throw Errors.FloatExpected(caller, input.DType)
        : direction.Shape != input.Shape
            ? throw Errors.Shapes(caller, direction.Shape, input.Shape, $"a direction of shape {direction.Shape} does not fit an input of shape {input.Shape}. Reshape or expand it.")
        : direction.DType != input.DType
            ? throw Errors.DType(caller, direction.DType, input.DType, $"a direction of dtype {direction.DType} does not fit an input of dtype {input.DType}. Convert it with To.")
        : direction;
}
