using System.Runtime.CompilerServices;
using AutoGrad.Checking;

namespace AutoGrad;

public static partial class GradCheck
{
    /// <summary>Checks the gradient of a function of one input and returns what was found.</summary>
    /// <inheritdoc cref="Verify(Func{Variable, Variable}, Variable, GradCheckOptions?, string)" path="/param"/>
    /// <returns>The report.</returns>
    public static GradCheckReport Inspect(Func<Variable, Variable> function, Variable input, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        return Run((x, _) => [function(x[0])], [input], options, expression);
    }

    /// <summary>Checks the gradients of a function of two inputs and returns what was found.</summary>
    /// <inheritdoc cref="Verify(Func{Variable, Variable, Variable}, Variable, Variable, GradCheckOptions?, string)" path="/param"/>
    /// <returns>The report.</returns>
    public static GradCheckReport Inspect(Func<Variable, Variable, Variable> function, Variable a, Variable b, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        return Run((x, _) => [function(x[0], x[1])], [a, b], options, expression);
    }

    /// <summary>Checks the gradients of a function of three inputs and returns what was found.</summary>
    /// <inheritdoc cref="Verify(Func{Variable, Variable, Variable, Variable}, Variable, Variable, Variable, GradCheckOptions?, string)" path="/param"/>
    /// <returns>The report.</returns>
    public static GradCheckReport Inspect(
        Func<Variable, Variable, Variable, Variable> function, Variable a, Variable b, Variable c, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        return Run((x, _) => [function(x[0], x[1], x[2])], [a, b, c], options, expression);
    }

    /// <summary>Checks the gradients of a function of any number of inputs and returns what was found.</summary>
    /// <inheritdoc cref="Verify(Func{Variable[], Variable}, Variable[], GradCheckOptions?, string)" path="/param"/>
    /// <returns>The report.</returns>
    public static GradCheckReport Inspect(Func<Variable[], Variable> function, Variable[] inputs, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        return Run((x, _) => [function(x)], inputs, options, expression, takesArray: true);
    }

    /// <summary>Checks the gradients of a function with several outputs and returns what was found.</summary>
    /// <inheritdoc cref="Verify(Func{Variable[], Variable[]}, Variable[], GradCheckOptions?, string)" path="/param"/>
    /// <returns>The report.</returns>
    public static GradCheckReport Inspect(Func<Variable[], Variable[]> function, Variable[] inputs, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        return Run((x, _) => function(x), inputs, options, expression, takesArray: true);
    }

    /// <summary>Checks the gradients of code with respect to leaves it reads by itself and returns what was found.</summary>
    /// <inheritdoc cref="Verify(Func{Variable}, Variable[], GradCheckOptions?, string)" path="/param"/>
    /// <returns>The report.</returns>
    /// <exception cref="AutogradException">One of the leaves is not a leaf that requires a gradient.</exception>
    public static GradCheckReport Inspect(Func<Variable> function, Variable[] leaves, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(leaves);
        var seen = new HashSet<Variable>(leaves.Length);
        foreach (Variable leaf in Errors.Given<Variable>(leaves.AsSpan(), nameof(leaves)))
        {
            if (!seen.Add(leaf))
            {
                throw Errors.Autograd("GradCheck", $"a leaf of shape {leaf.Shape} is listed twice. List each leaf once, tied weights too.");
            }

            if (!leaf.IsLeaf || !leaf.RequiresGrad)
            {
                throw Errors.Autograd("GradCheck", $"a variable of shape {leaf.Shape} is no leaf that requires a gradient. Pass parameters, or pass the value as an input of the function.");
            }
        }

        using var gates = Gates.Enter(leaves);
        var subject = new Subject((_, _) => [function()], Array.ConvertAll(leaves, static leaf => leaf.Data), [.. Enumerable.Range(0, leaves.Length)]) { Leaves = leaves, Expression = expression };
        return Checker.Run(subject, options ?? GradCheckOptions.Default);
    }

    /// <summary>Checks an operation's rule and returns what was found.</summary>
    /// <inheritdoc cref="Verify(Op, Variable[], GradCheckOptions?, string)" path="/param"/>
    /// <returns>The report.</returns>
    public static GradCheckReport Inspect(Op op, Variable[] inputs, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(op))] string expression = "")
    {
        ArgumentNullException.ThrowIfNull(op);
        return Run((x, _) => op.ApplyAll(x), inputs, options, expression, takesArray: true);
    }

    private static GradCheckReport Run(ProbedFunction.Code code, Variable[] inputs, GradCheckOptions? options, string expression, bool takesArray = false)
    {
        Errors.Given<Variable>(Errors.Given(inputs).AsSpan(), nameof(inputs));
        bool marked = Array.Exists(inputs, static x => x.RequiresGrad);
        int[] active = [.. Enumerable.Range(0, inputs.Length).Where(i => inputs[i].DType.IsFloat() && (!marked || inputs[i].RequiresGrad))];
        var subject = new Subject(code, Array.ConvertAll(inputs, static x => x.Data), active) { Expression = expression, TakesArray = takesArray };
        return Checker.Run(subject, options ?? GradCheckOptions.Default);
    }
}
