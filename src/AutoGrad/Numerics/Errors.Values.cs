namespace AutoGrad;

internal static partial class Errors
{
    /// <summary>A number that is not allowed: which, what it is, and what is.</summary>
    internal static ArgumentOutOfRangeException Value(string op, string argument, object value, string problem) =>
        new(argument, value, $"{op}: {problem}{Where()}");

    /// <summary>Refuses a number outside its range; a condition that NaN must fail is written so that it does.</summary>
    internal static void Require(bool holds, string op, string argument, double value, string range)
    {
        if (!holds)
        {
            throw Value(op, argument, value, $"{argument} is {Text(value)}. Pass {range}.");
        }
    }
}
