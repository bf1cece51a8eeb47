namespace AutoGrad.Testing;

/// <summary>Refusals of numbers out of range: who refuses, what, and what to pass.</summary>
internal static class Arguments
{
    internal static void Require(bool holds, string who, string argument, double value, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(argument, value, FormattableString.Invariant($"{who}: {argument} is {value}. Pass {range}."));
        }
    }
}
