using System.Runtime.CompilerServices;
using AutoGrad.Testing;
using FsCheck;

namespace AutoGrad;

/// <summary>Gradient checks over random shapes, layouts and values: <c>GradCheck.ForAll(...)</c>.</summary>
/// <remarks>
/// Each case is a whole gradient check. A failing one is made smaller within its domain and reported with its number, by which it is repeated, and with a test to
/// paste. Inconclusive cases are no passes: choose a <see cref="Domain"/> on which the function is smooth.
/// The class is in the namespace of <see cref="GradCheck"/>, so that whoever sees the one sees the other.
/// </remarks>
public static class ForAllChecks
{
    extension(GradCheck)
    {
        /// <summary>Throws unless the gradient of a function of one input is right at random points of random shapes.</summary>
        /// <param name="function">The function.</param>
        /// <param name="input">Dimensions and domain. Default <c>"..."</c>: up to three dimensions, values in [-2, 2].</param>
        /// <param name="options">How many cases, and how each is checked. Default 30 cases.</param>
        /// <param name="expression">Filled in by the compiler: the function's text, for the report.</param>
        /// <exception cref="PropertyException">A case does not pass, or the function throws; the message is the report.</exception>
        public static void ForAll(Func<Variable, Variable> function, Input? input = null, ForAllOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "")
        {
            ArgumentNullException.ThrowIfNull(function);
            Run(x => GradCheckOf(x[0], (v, o) => GradCheck.Inspect(function, v, o, expression)), [input ?? "..."], options, expression);
        }

        /// <summary>Throws unless the gradients of a function of two inputs are right at random points of random shapes.</summary>
        /// <param name="function">The function.</param>
        /// <param name="a">Dimensions and domain of the first input, such as <c>"n k"</c>.</param>
        /// <param name="b">Dimensions and domain of the second input, such as <c>"k m"</c>.</param>
        /// <param name="options">How many cases, and how each is checked. Default 30 cases.</param>
        /// <param name="expression">Filled in by the compiler: the function's text, for the report.</param>
        /// <exception cref="PropertyException">A case does not pass, or the function throws; the message is the report.</exception>
        public static void ForAll(
            Func<Variable, Variable, Variable> function, Input a, Input b, ForAllOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "")
        {
            ArgumentNullException.ThrowIfNull(function);
            Run(x => o => GradCheck.Inspect(function, x[0], x[1], o, expression), [a, b], options, expression);
        }

        /// <summary>Throws unless the gradients of a function of three inputs are right at random points of random shapes.</summary>
        /// <param name="function">The function.</param>
        /// <param name="a">Dimensions and domain of the first input.</param>
        /// <param name="b">Dimensions and domain of the second input.</param>
        /// <param name="c">Dimensions and domain of the third input.</param>
        /// <param name="options">How many cases, and how each is checked. Default 30 cases.</param>
        /// <param name="expression">Filled in by the compiler: the function's text, for the report.</param>
        /// <exception cref="PropertyException">A case does not pass, or the function throws; the message is the report.</exception>
        public static void ForAll(
            Func<Variable, Variable, Variable, Variable> function, Input a, Input b, Input c, ForAllOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "")
        {
            ArgumentNullException.ThrowIfNull(function);
            Run(x => o => GradCheck.Inspect(function, x[0], x[1], x[2], o, expression), [a, b, c], options, expression);
        }

        /// <summary>Throws unless the gradients of a function of any number of inputs and outputs are right at random points of random shapes.</summary>
        /// <param name="function">The function.</param>
        /// <param name="inputs">Dimensions and domain of each input.</param>
        /// <param name="options">How many cases, and how each is checked. Default 30 cases.</param>
        /// <param name="expression">Filled in by the compiler: the function's text, for the report.</param>
        /// <exception cref="PropertyException">A case does not pass, or the function throws; the message is the report.</exception>
        public static void ForAll(
            Func<Variable[], Variable[]> function, Input[] inputs, ForAllOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "")
        {
            ArgumentNullException.ThrowIfNull(function);
            Run(x => o => GradCheck.Inspect(function, x, o, expression), inputs, options, expression);
        }

        /// <summary>Throws unless the gradients of a function are right at points that an FsCheck arbitrary of your own draws.</summary>
        /// <param name="function">The function.</param>
        /// <param name="inputs">Draws all inputs at once; its shrinker is used.</param>
        /// <param name="options">How many cases, and how each is checked. Default 30 cases.</param>
        /// <param name="expression">Filled in by the compiler: the function's text, for the report.</param>
        /// <exception cref="PropertyException">A case does not pass, or the function throws; the message is the report.</exception>
        public static void ForAll(
            Func<Variable[], Variable[]> function, Arbitrary<Tensor[]> inputs, ForAllOptions? options = null, [CallerArgumentExpression(nameof(function))] string expression = "")
        {
            ArgumentNullException.ThrowIfNull(function);
            ArgumentNullException.ThrowIfNull(inputs);
            Run(x => o => GradCheck.Inspect(function, x, o, expression), _ => inputs, options, expression);
        }

        /// <summary>
        /// Throws unless an operation of your own is right: every one of its samples in random sizes, layouts and dtypes, at orders one and two with all properties and all
        /// <see cref="OpLaws"/>, and each of its error samples throws what it promises.
        /// </summary>
        /// <typeparam name="TOp">The operation.</typeparam>
        /// <param name="options">How many draws of samples, and how each is checked. Default 30 draws, at order two; options without a Check are at order two as well.</param>
        /// <exception cref="PropertyException">A sample does not pass, there are none, or a call that must be refused is not; the message is the report.</exception>
        public static void ForAll<TOp>(ForAllOptions? options = null) where TOp : Op, IOp<TOp> => OpCheck.Run(OpEntry.Of<TOp>(), options ?? ForAllOptions.Default);
    }

    private static Func<GradCheckOptions, GradCheckReport> GradCheckOf(Variable x, Func<Variable, GradCheckOptions, GradCheckReport> inspect) => options => inspect(x, options);

    private static void Run(Func<Variable[], Func<GradCheckOptions, GradCheckReport>> check, Input[] inputs, ForAllOptions? options, string expression)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Arbitrary<Tensor[]> small = Arbitraries.Tensors(inputs);
        Run(check, large => large is null ? small : Arbitraries.Tensors(Arbitraries.DefaultMaxSize, inputs, large), options, expression);
    }

    private static void Run(Func<Variable[], Func<GradCheckOptions, GradCheckReport>> check, Func<Large?, Arbitrary<Tensor[]>> inputs, ForAllOptions? options, string expression) => CaseRunner.Run(
        $"GradCheck.ForAll({expression})",
        inputs,
        static tensors => string.Join("; ", tensors.Select(CaseRunner.Describe)),
        static tensors => tensors.SelectMany(static t => t.Shape).DefaultIfEmpty().Max(),
        (tensors, o) => Finding.Of(check([.. tensors.Select(static t => (Variable)t)])(o)),
        Thrown.Remedy,
        options ?? ForAllOptions.Default);
}
