namespace AutoGrad;

/// <summary>
/// While it lives, draws of this thread come from copies of the generators they ask, each taken where that generator stood at first use: the generators themselves do
/// not move. So a check can repeat the same numbers, whichever generators its code holds and whatever other threads draw meanwhile.
/// </summary>
internal sealed class RandomFork : IDisposable
{
    [ThreadStatic]
    private static RandomFork? _innermost;

    private readonly RandomFork? _outer = _innermost;
    private readonly Dictionary<Generator, GeneratorState> _origins = [];
    private readonly Dictionary<Generator, GeneratorState> _states = [];

    internal RandomFork() => _innermost = this;

    /// <summary>The fork that draws of this thread come from; null for the generators themselves.</summary>
    internal static RandomFork? Innermost => _innermost;

    /// <summary>Whether a generator was drawn from or seeded since the last restart.</summary>
    internal bool IsUsed => _states.Count > 0;

    /// <summary>Where the generators that were asked stood at first use.</summary>
    internal IReadOnlyDictionary<Generator, GeneratorState> Origins => _origins;

    /// <summary>Ends the fork as if there had been none: the generators go on from where their copies stand.</summary>
    internal void Join()
    {
        Dispose();
        foreach ((Generator generator, GeneratorState state) in _states)
        {
            generator.SetState(state);
        }
    }

    /// <summary>Puts every copy back to where it was taken.</summary>
    internal void Restart() => _states.Clear();

    /// <summary>Where a generator's copy stands.</summary>
    internal GeneratorState Get(Generator generator)
    {
        if (_states.TryGetValue(generator, out GeneratorState state) || _origins.TryGetValue(generator, out state))
        {
            return state;
        }

        return _origins[generator] = _outer?.Get(generator) ?? generator.Shared;
    }

    /// <summary>Moves a generator's copy.</summary>
    internal void Set(Generator generator, GeneratorState state)
    {
        _ = Get(generator); // the origin is remembered before the first change
        _states[generator] = state;
    }

    public void Dispose() => _innermost = _outer;
}
