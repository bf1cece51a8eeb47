namespace AutoGrad.Checking;

/// <summary>What a function under test did instead of giving a value: the exception it threw, or the shape it changed to.</summary>
internal sealed class Refusals
{
    /// <summary>The first, as the end of a sentence about the function; null if there was none.</summary>
    internal string? First { get; private set; }

    internal void Note(string refusal) => First ??= refusal;
}
