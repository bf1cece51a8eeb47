namespace AutoGrad;

/// <summary>A source of random numbers: a seed and a counter. PyTorch: torch.Generator.</summary>
/// <remarks>
/// Counter based (Philox 4x32-10): an element's bits depend on seed, counter and position alone, so the same seed gives the same numbers at every thread count and on every device.
/// The numbers differ from PyTorch's for the same seed; their distributions agree.
/// Source: Salmon, Moraes, Dror and Shaw 2011, doi:10.1145/2063384.2063405.
/// </remarks>
/// <threadsafety>Threads may share a generator: each draw takes a range of its own. Which draw comes first is then up to the threads; give each its own generator to repeat a run.</threadsafety>
public sealed class Generator
{
    /// <summary>The seed of a generator that was given none, PyTorch's own.</summary>
    private const long DefaultSeed = 67280421310721;

    private static readonly Generator OfProcess = new();

    private readonly Lock _gate = new();
    private ulong _seed;
    private ulong _offset;

    /// <summary>Creates a generator.</summary>
    /// <param name="seed">Any number. Default 67280421310721, as PyTorch.</param>
    public Generator(long seed = DefaultSeed) => _seed = (ulong)seed;

    /// <summary>The generator used where none is passed. Its seed is fixed, so a program repeats itself unless it asks for another. PyTorch: torch.default_generator.</summary>
    /// <remarks>One for the process, but not while a DataLoader fetches samples and makes a batch of them: there it is a generator of that loader's epoch, so what a data set draws depends on no other thread.</remarks>
    public static Generator Default => DefaultGenerator.Replacement ?? OfProcess;

    /// <summary>The seed last set. PyTorch: Generator.initial_seed().</summary>
    public long InitialSeed => GetState().Seed;

    /// <summary>Where the generator itself stands, whatever a fork of this thread has drawn from its copy.</summary>
    internal GeneratorState Shared
    {
        get
        {
            lock (_gate)
            {
                return new GeneratorState((long)_seed, (long)_offset);
            }
        }
    }

    /// <summary>Starts again from a seed. PyTorch: torch.manual_seed and Generator.manual_seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <returns>This generator.</returns>
    public Generator ManualSeed(long seed)
    {
        SetState(new GeneratorState(seed, 0));
        return this;
    }

    /// <summary>Where the generator stands now. PyTorch: Generator.get_state().</summary>
    /// <returns>A value that <see cref="SetState"/> takes.</returns>
    public GeneratorState GetState() => RandomFork.Innermost?.Get(this) ?? Shared;

    /// <summary>Goes on from where a state was taken. PyTorch: Generator.set_state().</summary>
    /// <param name="state">From <see cref="GetState"/> of this or another generator.</param>
    public void SetState(GeneratorState state)
    {
        if (RandomFork.Innermost is { } fork)
        {
            fork.Set(this, state);
            return;
        }

        lock (_gate)
        {
            _seed = (ulong)state.Seed;
            _offset = (ulong)state.Offset;
        }
    }

    /// <summary>Takes the next blocks of four words for one draw.</summary>
    internal RandomBits Reserve(long blocks)
    {
        if (RandomFork.Innermost is { } fork)
        {
            GeneratorState state = fork.Get(this);
            fork.Set(this, state with { Offset = unchecked(state.Offset + blocks) });
            return new RandomBits((ulong)state.Seed, (ulong)state.Offset);
        }

        lock (_gate)
        {
            var bits = new RandomBits(_seed, _offset);
            _offset = unchecked(_offset + (ulong)blocks);
            return bits;
        }
    }
}
