using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>Checks gradients against oracles that know their own error: works for operations, functions and modules, in any test framework. PyTorch: torch.autograd.gradcheck.</summary>
/// <remarks>
/// Differences run in Float64 with extrapolation and an error bar; forward mode is held against reverse mode; a dozen properties need no differences at all.
/// The verdict follows from the error bars and never from a fixed tolerance: at the default settings a relative error of 1e-6 is seen, or the verdict is
/// inconclusive, which is not a pass. Kinks are recognised by the pieces that operations report. See docs/gradcheck.md.
/// </remarks>
public static partial class GradCheck
{
    /// <summary>Throws unless the gradient of a function of one input is right.</summary>
    /// <param name="function">The function; any shapes, one output.</param>
    /// <param name="input">The point; a tensor converts by itself. Float64, or Float32 (then compared with Float64).</param>
    /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
    /// <param name="expression">Filled in by the compiler: the function's text, for the report.</param>
    /// <exception cref="GradCheckException">The verdict is not a pass; the message is the report.</exception>
    public static void Verify(Func<Variable, Variable> function, Variable input, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "") =>
        ThrowUnlessPass(Inspect(function, input, options, expression));

    /// <summary>Throws unless the gradients of a function of two inputs are right.</summary>
    /// <param name="function">The function; any shapes, one output.</param>
    /// <param name="a">First input.</param>
    /// <param name="b">Second input.</param>
    /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
    /// <param name="expression">Filled in by the compiler: the function's text, for the report.</param>
    /// <remarks>If an input requires a gradient, only those that do are differentiated; else all floating-point inputs are.</remarks>
    /// <exception cref="GradCheckException">The verdict is not a pass; the message is the report.</exception>
    public static void Verify(Func<Variable, Variable, Variable> function, Variable a, Variable b, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "") =>
        ThrowUnlessPass(Inspect(function, a, b, options, expression));

    /// <summary>Throws unless the gradients of a function of three inputs are right.</summary>
    /// <param name="function">The function; any shapes, one output.</param>
    /// <param name="a">First input.</param>
    /// <param name="b">Second input.</param>
    /// <param name="c">Third input.</param>
    /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
    /// <param name="expression">Filled in by the compiler: the function's text, for the report.</param>
    /// <remarks>If an input requires a gradient, only those that do are differentiated; else all floating-point inputs are.</remarks>
    /// <exception cref="GradCheckException">The verdict is not a pass; the message is the report.</exception>
    public static void Verify(
        Func<Variable, Variable, Variable, Variable> function, Variable a, Variable b, Variable c, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "") =>
        ThrowUnlessPass(Inspect(function, a, b, c, options, expression));

    /// <summary>Throws unless the gradients of a function of any number of inputs are right.</summary>
    /// <param name="function">The function; any shapes, one output.</param>
    /// <param name="inputs">The point.</param>
    /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
    /// <param name="expression">Filled in by the compiler: the function's text, for the report.</param>
    /// <remarks>If an input requires a gradient, only those that do are differentiated; else all floating-point inputs are.</remarks>
    /// <exception cref="GradCheckException">The verdict is not a pass; the message is the report.</exception>
    public static void Verify(Func<Variable[], Variable> function, Variable[] inputs, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "") =>
        ThrowUnlessPass(Inspect(function, inputs, options, expression));

    /// <summary>Throws unless the gradients of a function with several outputs are right.</summary>
    /// <param name="function">The function; outputs of integers are left out.</param>
    /// <param name="inputs">The point.</param>
    /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
    /// <param name="expression">Filled in by the compiler: the function's text, for the report.</param>
    /// <remarks>If an input requires a gradient, only those that do are differentiated; else all floating-point inputs are.</remarks>
    /// <exception cref="GradCheckException">The verdict is not a pass; the message is the report.</exception>
    public static void Verify(Func<Variable[], Variable[]> function, Variable[] inputs, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "") =>
        ThrowUnlessPass(Inspect(function, inputs, options, expression));

    /// <summary>Throws unless the gradients of code are right with respect to leaves it reads by itself, such as the parameters of a module.</summary>
    /// <param name="function">The code; its value is computed from the leaves.</param>
    /// <param name="leaves">Leaves that require gradients; their values are exchanged during the check and put back after it. Checks that share a leaf wait for each other.</param>
    /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
    /// <param name="expression">Filled in by the compiler: the code's text, for the report.</param>
    /// <exception cref="GradCheckException">The verdict is not a pass; the message is the report.</exception>
    /// <exception cref="AutogradException">One of the leaves is not a leaf that requires a gradient.</exception>
    public static void Verify(Func<Variable> function, Variable[] leaves, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "") =>
        ThrowUnlessPass(Inspect(function, leaves, options, expression));

    /// <summary>Throws unless an operation's rule is right.</summary>
    /// <param name="op">The operation with its parameters.</param>
    /// <param name="inputs">The point.</param>
    /// <param name="options">What to check. Default <see cref="GradCheckOptions.Default"/>.</param>
    /// <param name="expression">Filled in by the compiler: the operation's text, for the report.</param>
    /// <exception cref="GradCheckException">The verdict is not a pass; the message is the report.</exception>
    public static void Verify(Op op, Variable[] inputs, GradCheckOptions? options = null, [CallerArgumentExpression(nameof(op))] string expression = "") =>
        ThrowUnlessPass(Inspect(op, inputs, options, expression));

    private static void ThrowUnlessPass(GradCheckReport report)
    {
        if (report.Verdict != GradCheckVerdict.Pass)
        {
            throw new GradCheckException(report);
        }
    }
}
