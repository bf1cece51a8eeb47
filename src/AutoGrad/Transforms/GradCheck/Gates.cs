using System.Runtime.CompilerServices;

namespace AutoGrad.Checking;

/// <summary>
/// Lets one check at a time exchange the values of a leaf, a parameter or a buffer: checks of one module on several threads wait for each other, checks of different
/// modules run side by side. A thread may enter again what it holds.
/// </summary>
internal sealed class Gates : IDisposable
{
    private static readonly ConditionalWeakTable<object, Gate> Known = [];
    private static long _last;

    private readonly Gate[] _held;

    private Gates(Gate[] held) => _held = held;

    /// <summary>Waits until no other thread holds one of these objects, and holds them all.</summary>
    internal static Gates Enter(IEnumerable<object> things)
    {
        // Everybody takes them in the order of their numbers, so nobody waits in a circle.
        Gate[] gates = [.. things.Select(static thing => Known.GetValue(thing, static _ => new Gate(Interlocked.Increment(ref _last)))).Distinct().OrderBy(static g => g.Number)];
        foreach (Gate gate in gates)
        {
            Monitor.Enter(gate);
        }

        return new Gates(gates);
    }

    public void Dispose()
    {
        foreach (Gate gate in _held)
        {
            Monitor.Exit(gate);
        }
    }

    private sealed class Gate(long number)
    {
        internal long Number { get; } = number;
    }
}
