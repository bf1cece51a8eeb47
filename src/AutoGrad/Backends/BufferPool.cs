using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Lends pinned buffers from 1 KB up. The garbage collector decides when one is free: a sweep asks which owners died. See docs/memory.md.</summary>
internal static class BufferPool
{
    /// <summary>Below this a plain array is as fast as a pooled one (148 ns against 230 at 1-4 KB).</summary>
    private const int PooledFrom = 1024;

    /// <summary>Loans until a free buffer that is asked for now is lent: its memory, and the object that says where that is.</summary>
    private const int Near = 3, Farther = 6;

    private const int MaxLentBuffers = 4096;

    /// <summary>What a loan counts beside its memory, for the tensor, the handle and the buffer's own objects leave the caches too: sums of 1K elements take 0.16 us with 2,048 lent between two sweeps and 0.19 with 2,816.</summary>
    private const long LoanBytes = 1536;

    /// <summary>Budgets that may be lent while a graph is open: the end of a backward pass sweeps better, so it comes first in training.</summary>
    private const int LeastPatience = 2;
    private const int MostPatience = 32;

    private const long DefaultBudget = 11L << 20;
    private const long LargestBudget = 256L << 20;

    /// <summary>
    /// What a megabyte of results costs more when the budget doubles, twice. Negations of 1M took 69, 63, 72, 78 and 95 us with 4, 8 to 11 (three results either way), 12, 16 and 24 MB lent between two
    /// sweeps of 42 us; additions of 100K 10.7, 8.9, 8.2, 8.3, 8.6 and 12 us with 4, 8, 11, 12, 16 and 24.
    /// </summary>
    private const double ColdMicrosecondsPerMegabyte = 18;

    /// <summary>The budget follows the quarter of so many sweeps that were the fastest: the others may have met a busy machine.</summary>
    private const int SweepsJudged = 8;

    private static readonly Lock Gate = new();
    private static readonly List<PooledBuffer>[] Free = [.. Enumerable.Range(0, 96).Select(_ => new List<PooledBuffer>())];
    private static readonly List<PooledBuffer> Lent = [];
    private static long _lentSinceSweep;
    private static int _buffersSinceSweep;
    private static long _totalBytes;
    private static long _highWater = 64L << 20;
    private static int _patience = LeastPatience;
    private static long _lentSinceWideSweep;
    private static long _budget = DefaultBudget;
    private static long _budgetAsked = DefaultBudget;
    private static readonly long[] SweepTicks = new long[SweepsJudged];

    /// <summary>Bytes lent between two sweeps; set by <see cref="Memory.SweepBudget"/>, doubled by itself while a sweep costs more than cold memory would, halved again when it costs little.</summary>
    internal static long Budget
    {
        get => _budget;
        set => _budget = _budgetAsked = value;
    }

    /// <summary>Whether an operation was recorded since the last backward pass ended, so that some of what is lent belongs to a graph in the making.</summary>
    internal static bool GraphIsOpen { get; set; }

    /// <summary>Bytes lent in mid-forward, and not found dead, before a wide sweep comes even there: a quarter of the memory this process may use.</summary>
    internal static long RecordingLimit { get; set; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    /// <summary>Fills returned buffers with NaN bytes so that a premature return shows at once. On in debug builds; a test switch elsewhere.</summary>
    internal static bool Poison { get; set; }
#if DEBUG
        = true;
#endif

    /// <summary>Sweeps, fresh buffers and bytes held, for tests and benchmarks.</summary>
    internal static long Sweeps { get; private set; }

    /// <summary>Time all sweeps took so far.</summary>
    internal static TimeSpan SweepTime { get; private set; }

    internal static long FreshBuffers { get; private set; }

    internal static long TotalBytes => Volatile.Read(ref _totalBytes);

    /// <summary>Gives a fresh owner memory of the given size, contents unspecified.</summary>
    internal static void Provide(Tensor owner, long bytes)
    {
        if (bytes > System.Array.MaxLength - 64)
        {
            throw Errors.TooManyBytes(owner.Shape, owner.DType, bytes);
        }

        if (bytes < PooledFrom)
        {
            owner.Attach(GC.AllocateUninitializedArray<byte>((int)bytes));
            return;
        }

        bool open = GraphIsOpen, excess = open && Volatile.Read(ref _lentSinceWideSweep) > RecordingLimit;
        if (excess || IsDue(open ? _patience : 1))
        {
            Sweep(amongTheYoungest: open && !excess);
        }

        int sizeClass = ClassOf((int)bytes, out int capacity);
        PooledBuffer? buffer = null;
        lock (Gate)
        {
            List<PooledBuffer> free = Free[sizeClass];
            if (free.Count > 0)
            {
                buffer = free[^1];
                free.RemoveAt(free.Count - 1);
                Lend(buffer, owner);
                if (free.Count >= Farther)
                {
                    Prefetch(free[^Near], free[^Farther]);
                }
            }
        }

        if (buffer is null)
        {
            buffer = new PooledBuffer(sizeClass, capacity);
            lock (Gate)
            {
                FreshBuffers++;
                _totalBytes += capacity;
                Lend(buffer, owner);
            }
        }

        owner.Attach(buffer);
    }

    /// <summary>Sweeps if more than the budget was lent since the last sweep; called at the end of every backward pass, which closes the graph.</summary>
    internal static void SweepIfDue()
    {
        GraphIsOpen = false;
        if (IsDue(1) || Volatile.Read(ref _lentSinceWideSweep) > Budget)
        {
            Sweep(amongTheYoungest: false);
        }
    }

    /// <summary>Returns the memory of an owner that nobody can reach any more; only the engine may know that. The second return of one owner does nothing.</summary>
    /// <remarks>A sum that replaces its first term returns that term at once, and the rule's scope, which noted it, returns it again when the rule ends; another thread may have rented it in between.</remarks>
    internal static void Return(PooledBuffer buffer, Tensor owner)
    {
        lock (Gate)
        {
            if (buffer.Escaped || !ReferenceEquals(buffer.Owner, owner))
            {
                return;
            }

            RemoveLent(buffer);
            _lentSinceSweep -= buffer.Capacity;
            _lentSinceWideSweep -= buffer.Capacity;
            _buffersSinceSweep--;
            Release(buffer);
        }
    }

    /// <summary>Collects fully, takes back what died and drops all free buffers.</summary>
    internal static void Trim()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true);
        lock (Gate)
        {
            TakeBack();
            foreach (List<PooledBuffer> free in Free)
            {
                foreach (PooledBuffer buffer in free)
                {
                    Drop(buffer);
                }

                free.Clear();
            }
        }

        GC.Collect(2, GCCollectionMode.Forced, blocking: true);
    }

    private static bool IsDue(int budgets) =>
        Volatile.Read(ref _lentSinceSweep) + (Volatile.Read(ref _buffersSinceSweep) * LoanBytes) > Budget * budgets || Volatile.Read(ref _buffersSinceSweep) > MaxLentBuffers * budgets;

    /// <summary>Asks the collector who died. In mid-forward only the youngest are asked: a wider question would age live activations into generation 2, where no cheap sweep finds them.</summary>
    private static void Sweep(bool amongTheYoungest)
    {
        if (!Gate.TryEnter())
        {
            return; // another thread rents or sweeps; the next sweep is soon enough
        }

        try
        {
            long start = Stopwatch.GetTimestamp();
            int before = Lent.Count, asked = _buffersSinceSweep;
            Collect(amongTheYoungest ? 0 : 1);
            TakeBack();
            if (amongTheYoungest)
            {
                // Mostly live activations: sweep less often. Mostly dead temporaries: more often again, so that what is lent stays in the caches.
                bool worthIt = before - Lent.Count > asked / 2;
                _patience = Math.Clamp(worthIt ? _patience / 2 : _patience * 2, LeastPatience, MostPatience);
            }
            else
            {
                _lentSinceWideSweep = 0;
            }

            long lentBytes = LentBytes();
            if (lentBytes > 2 * _highWater)
            {
                // Owners that survived into generation 2 are invisible to cheap sweeps: sweep once with a full collection.
                Collect(2);
                TakeBack();
                _highWater = Math.Max(_highWater, LentBytes());
            }

            long took = Stopwatch.GetTimestamp() - start;
            SweepTime += Stopwatch.GetElapsedTime(0, took);
            SweepTicks[Sweeps++ % SweepsJudged] = took;
            if (Sweeps % SweepsJudged == 0)
            {
                System.Array.Sort(SweepTicks);
                _budget = Fitted(_budget, _budgetAsked, Stopwatch.GetElapsedTime(0, SweepTicks[SweepsJudged / 4]).TotalMicroseconds);
            }
        }
        finally
        {
            Gate.Exit();
        }
    }

    private static void Collect(int generation)
    {
        WorkerPool.Collecting = true;
        try
        {
            GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        }
        finally
        {
            WorkerPool.Collecting = false;
        }
    }

    /// <summary>The next budget: doubled while a sweep costs more than the cold memory it saves, halved, down to what was asked for, when it costs less than half of that.</summary>
    internal static long Fitted(long budget, long asked, double sweepMicroseconds)
    {
        double worth = sweepMicroseconds / ColdMicrosecondsPerMegabyte * (1 << 20);
        return worth > budget ? Math.Max(budget, Math.Min(2 * budget, LargestBudget))
            : worth < budget / 2 ? Math.Max(budget / 2, Math.Min(budget, asked))
            : budget;
    }

    /// <summary>Takes back what died, in the order of lending: the last one lent, the warmest in the caches, is on top and lent first.</summary>
    private static void TakeBack()
    {
        int alive = 0;
        for (int i = 0; i < Lent.Count; i++)
        {
            PooledBuffer buffer = Lent[i];
            if (buffer.Owner is null)
            {
                _lentSinceWideSweep -= buffer.Capacity;
                Release(buffer);
            }
            else
            {
                buffer.LentIndex = alive;
                Lent[alive++] = buffer;
            }
        }

        Lent.RemoveRange(alive, Lent.Count - alive);
        _lentSinceSweep = 0;
        _buffersSinceSweep = 0;
    }

    private static long LentBytes()
    {
        long bytes = 0;
        foreach (PooledBuffer buffer in Lent)
        {
            bytes += buffer.Capacity;
        }

        return bytes;
    }

    private static void Lend(PooledBuffer buffer, Tensor owner)
    {
        buffer.Owner = owner;
        buffer.LentIndex = Lent.Count;
        Lent.Add(buffer);
        _lentSinceSweep += buffer.Capacity;
        _lentSinceWideSweep += buffer.Capacity;
        _buffersSinceSweep++;
    }

    /// <summary>
    /// Asks for the memory that is lent soon: in a deep graph of small layers every buffer is out of the caches again, and to write 1 KB waited for it. The forward pass of 100 and of 1,000
    /// residual layers, 16 wide, takes a tenth less; sums of 1K and of 100K elements are as fast as without.
    /// </summary>
    private static unsafe void Prefetch(PooledBuffer near, PooledBuffer farther)
    {
        Caches.Touch((byte*)Unsafe.As<PooledBuffer, nint>(ref farther)); // the object first, its memory when it is near
        byte* memory = (byte*)near.Address;
        for (int at = 0; at < PooledFrom; at += Caches.Line)
        {
            Caches.Touch(memory + at);
        }
    }

    private static void RemoveLent(PooledBuffer buffer)
    {
        PooledBuffer last = Lent[^1];
        Lent[buffer.LentIndex] = last;
        last.LentIndex = buffer.LentIndex;
        Lent.RemoveAt(Lent.Count - 1);
        buffer.Owner = null;
    }

    private static void Release(PooledBuffer buffer)
    {
        if (buffer.Escaped)
        {
            Drop(buffer);
            return;
        }

        if (Poison)
        {
            buffer.Array.AsSpan().Fill(0xFF); // all bits set is a NaN in both float types and -1 in integers
        }

        Free[buffer.SizeClass].Add(buffer);
    }

    private static void Drop(PooledBuffer buffer)
    {
        _totalBytes -= buffer.Capacity;
        buffer.Forget();
    }

    /// <summary>Four classes per power of two: at most 25 % of a buffer is unused.</summary>
    private static int ClassOf(int bytes, out int capacity)
    {
        int octave = BitOperations.Log2((uint)(bytes - 1)) - 2;
        int quarter = (bytes - 1) >> octave;
        capacity = (int)Math.Min((long)(quarter + 1) << octave, System.Array.MaxLength - 64);
        return ((octave - 7) * 4) + quarter - 4;
    }
}
