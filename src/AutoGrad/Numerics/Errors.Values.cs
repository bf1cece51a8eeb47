namespace AutoGrad;

internal static partial class Errors
{
    /// <summary>A number that is not allowed: which, what it is, and what is.</summary>
    internal static ArgumentOutOfRangeException Value(string op, string argument, object value, string problem) =>
        new(argument, value, $"{op}: {problem}{Where()}");
}
