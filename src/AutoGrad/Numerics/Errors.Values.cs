using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoGrad;

internal static partial class Errors
{
    /// <summary>A number that is not allowed: which, what it is, and what is.</summary>
    internal static ArgumentOutOfRangeException Value(string op, string argument, object value, string problem) =>
        new(argument, value, $"{op}: {problem}{Where()}");

    /// <summary>An argument that must not be null, checked inside an expression; the throw stays out of line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Given<T>([NotNull] T? value, [CallerArgumentExpression(nameof(value))] string? argument = null) where T : class => value ?? Missing<T>(argument);

    /// <summary>A list none of whose elements may be null.</summary>
    internal static ReadOnlySpan<T> Given<T>(ReadOnlySpan<T> values, [CallerArgumentExpression(nameof(values))] string? argument = null) where T : class
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is null)
            {
                throw new ArgumentNullException(argument, $"Element {i} of {values.Length} is null. Leave it out.");
            }
        }

        return values;
    }

    [DoesNotReturn]
    private static T Missing<T>(string? argument) => throw new ArgumentNullException(argument);

    /// <summary>Refuses a number outside its range; a condition that NaN must fail is written so that it does.</summary>
    internal static void Require(bool holds, string op, string argument, double value, string range)
    {
        if (!holds)
        {
            throw Value(op, argument, value, $"{argument} is {Text(value)}. Pass {range}.");
        }
    }
}
