namespace AutoGrad;

/// <summary>While it lives, <see cref="Generator.Default"/> is another generator: on this thread and in the tasks that its code starts, nowhere else.</summary>
/// <remarks>Built as Mode: an AsyncLocal, right across await and Parallel.For, whose change handler keeps the thread-static copy that a draw reads.</remarks>
internal readonly ref struct DefaultGenerator
{
    private static readonly AsyncLocal<Generator?> Flowing = new(static change => _cache = change.CurrentValue);

    [ThreadStatic]
    private static Generator? _cache;

    private readonly Generator? _outer;

    internal DefaultGenerator(Generator generator)
    {
        _outer = Flowing.Value;
        Flowing.Value = generator;
    }

    /// <summary>The replacement that holds here; null outside all scopes.</summary>
    internal static Generator? Replacement => _cache;

    public void Dispose() => Flowing.Value = _outer;
}
