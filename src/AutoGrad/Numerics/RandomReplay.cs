namespace AutoGrad;

/// <summary>Puts every generator that was drawn from or seeded on this thread back to where it stood when the scope began, so that the same code draws the same numbers again.</summary>
/// <remarks>Generators announce themselves when they are used, so those in private fields and in static ones are found too.</remarks>
internal sealed class RandomReplay : IDisposable
{
    [ThreadStatic]
    private static RandomReplay? _innermost;

    private readonly RandomReplay? _outer = _innermost;
    private readonly Dictionary<Generator, GeneratorState> _before = [];

    internal RandomReplay() => _innermost = this;

    /// <summary>Whether any generator was used in the scope.</summary>
    internal bool IsUsed => _before.Count > 0;

    /// <summary>A generator is about to leave this state.</summary>
    internal static void Note(Generator generator, GeneratorState state)
    {
        for (RandomReplay? scope = _innermost; scope is not null; scope = scope._outer)
        {
            scope._before.TryAdd(generator, state);
        }
    }

    public void Dispose()
    {
        _innermost = _outer;
        foreach ((Generator generator, GeneratorState state) in _before)
        {
            generator.SetState(state);
        }
    }
}
