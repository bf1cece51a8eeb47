using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>The threads behind every parallel kernel: one job at a time, of which each thread has a share that others may finish.</summary>
/// <remarks>
/// Each thread has the same part of the tasks in every job, so that what one kernel left in its caches is there for the next, and then takes what others have not begun.
/// The submitting thread always works, and at the end waits only for tasks that a worker has claimed, so a worker that the system does not run costs nothing.
/// Whoever submits while a job runs (another training thread, or a task of the job itself) runs alone and never waits.
/// A share is one cache line that its thread alone watches. Its job and the number of its unclaimed tasks are one 64-bit word: whoever claims reads the line, then compares and swaps the word,
/// which fails if the job has changed in between.
/// </remarks>
internal static unsafe class WorkerPool
{
    // Waking a parked thread was measured at more than 100 us on a virtual machine, a spinning one answers in 0.1 us: spin through the gaps of a training step.
    private const double SpinMilliseconds = 2;

    /// <summary>Looks at the share, some 40 ns each, between two looks at everything else.</summary>
    private const int Looks = 8;

    /// <summary>
    /// From 1024 iterations on the runtime spins outside managed code. These take some 37 us, what the collector's stop takes: a worker that comes back within it has to be put to sleep and woken,
    /// one that comes back later is missed (100K negations: 7.4, 7.05 and 7.2 us with 1100, 1300 to 1400 and 1500).
    /// </summary>
    private const int SpinAside = 1400;

    /// <summary>Looks of the submitter at the end before it offers its processor to others; some 40 us.</summary>
    private const int PatientLooks = 1000;

    private static readonly object Gate = new();

    /// <summary>The submitter's share, then one for each worker; never given back, like the workers.</summary>
    private static Share*[] _shares = [];
    private static ExceptionDispatchInfo? _error;
    private static Lines _lines;
    private static int _parked;
    private static int _surplus;
    private static volatile bool _collecting;

    [ThreadStatic]
    private static int _jobs;

    /// <summary>Set around a forced collection: idle workers step aside, out of managed code, so that the collector need not stop them (53 us instead of 65).</summary>
    internal static bool Collecting
    {
        set => _collecting = value;
    }

    /// <summary>Whether every worker has gone to sleep, for lack of work.</summary>
    internal static bool IsParked => Parked + Volatile.Read(ref _surplus) == Math.Max(0, Volatile.Read(ref _shares).Length - 1);

    /// <summary>Sleeping workers that the next loop wakes.</summary>
    internal static int Parked => Volatile.Read(ref _parked);

    /// <summary>How many loops of this thread other threads could help with so far: unchanged, all it wrote since is in its own caches.</summary>
    internal static int Jobs => _jobs;

    /// <summary>
    /// How many units of work a task should have, where results do not depend on the cut: as many as one thread's share if that is little, for tasks cost some 0.2 us each (100K additions in a bare loop:
    /// 7.0 us in two tasks, 8.2 in seven), else a quarter of a share, so that a thread that is held up does not hold up all.
    /// </summary>
    /// <param name="units">All there are.</param>
    /// <param name="least">Units worth a task; four times as many are little.</param>
    public static long Grain(long units, long least)
    {
        long share = (units + Parallelism.MaxThreads - 1) / Parallelism.MaxThreads;
        return Math.Max(least, share <= 4 * least ? share : (share + 3) / 4);
    }

    /// <summary>Calls <paramref name="body"/> for 0 to <paramref name="count"/> - 1 and returns when all calls have ended.</summary>
    /// <remarks>The first exception of a task is thrown here, tasks not yet begun are dropped then. Allocates nothing.</remarks>
    public static void For<TBody>(int count, ref TBody body)
        where TBody : struct, IParallelBody
    {
        int threads = Math.Min(Parallelism.MaxThreads, count);
        if (threads <= 1 || Volatile.Read(ref _lines.Busy) != 0 || Interlocked.Exchange(ref _lines.Busy, 1) != 0)
        {
            for (int i = 0; i < count; i++)
            {
                body.Invoke(i);
            }

            return;
        }

        // Workers read the body through a raw pointer, so it must lie on this stack: a field of an object could be moved by the collector.
        TBody local = body;
        ExceptionDispatchInfo? error;
        try
        {
            EnsureThreads(threads);
            Run(&Invoke<TBody>, Unsafe.AsPointer(ref local), count, threads);
        }
        finally
        {
            error = _error;
            _error = null;
            Volatile.Write(ref _lines.Busy, 0);
        }

        _jobs++;
        body = local;
        error?.Throw();
    }

    private static void Run(delegate*<void*, int, void> invoke, void* body, int count, int threads)
    {
        Share*[] shares = _shares;
        long epoch = _lines.Epoch += 1L << 32;
        int end = count;
        for (int thread = threads - 1; thread >= 0; thread--)
        {
            // The submitter begins first, so it has the larger part; its first task is claimed already.
            int first = thread == 0 ? 1 : (int)((((long)count * thread) + threads - 1) / threads);
            Share* share = shares[thread];
            share->Invoke = invoke;
            share->Body = body;
            share->End = end;
            share->Threads = threads;
            Volatile.Write(ref share->State, epoch | (uint)(end - first));
            end = first;
        }

        try
        {
            // Publish first, look second; see Park.
            Interlocked.MemoryBarrier();
            if (Parked > 0)
            {
                Wake();
            }
        }
        finally
        {
            // An interrupt can break the wait for the lock; the body, on this stack, has been published all the same.
            RunTask(invoke, body, 0);
            Finish(shares, count, threads);
        }
    }

    /// <summary>Runs what is left of the shares, the submitter's first, and waits for the tasks that workers have claimed.</summary>
    private static void Finish(Share*[] shares, int count, int threads)
    {
        int done = 1 + Drain(shares[0]);
        for (int thread = 1; thread < threads; thread++)
        {
            done += Drain(shares[thread]);
        }

        // Workers count upward for ever, for a reset would cost a transfer of the line.
        _lines.Due += count - done;
        SpinWait wait = default;
        for (int look = 0; Volatile.Read(ref _lines.Done) != _lines.Due; look++)
        {
            if (look < PatientLooks)
            {
                Thread.SpinWait(1);
            }
            else
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }
        }
    }

    private static void Invoke<TBody>(void* body, int index)
        where TBody : struct, IParallelBody => Unsafe.AsRef<TBody>(body).Invoke(index);

    /// <summary>Claims and runs the tasks left of a share, one by one in order; how many.</summary>
    private static int Drain(Share* share)
    {
        int done = 0;
        while (true)
        {
            long state = Volatile.Read(ref share->State);
            int left = (int)state;
            if (left == 0)
            {
                return done;
            }

            delegate*<void*, int, void> invoke = share->Invoke;
            void* body = share->Body;
            int index = share->End - left;
            if (Interlocked.CompareExchange(ref share->State, state - 1, state) == state)
            {
                RunTask(invoke, body, index);
                done++;
            }
        }
    }

    private static void RunTask(delegate*<void*, int, void> invoke, void* body, int index)
    {
        try
        {
            if (Volatile.Read(ref _error) is null)
            {
                invoke(body, index);
            }
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(e), null);
        }
    }

    /// <summary>Runs a worker's own share, then what is left of the others'.</summary>
    private static void Help(int index)
    {
        Share*[] shares = Volatile.Read(ref _shares);

        // Meanwhile a later job, with more threads than there were shares, may stand there.
        int threads = Math.Min(shares[index]->Threads, shares.Length);
        for (int i = 0; i < threads; i++)
        {
            int done = Drain(shares[(index + i) % threads]);
            if (done > 0)
            {
                Interlocked.Add(ref _lines.Done, done);
            }
        }
    }

    private static void EnsureThreads(int count)
    {
        if (_shares.Length >= count)
        {
            return;
        }

        int had = _shares.Length;
        var shares = new Share*[count];
        for (int i = 0; i < count; i++)
        {
            shares[i] = i < had ? _shares[i] : (Share*)NativeMemory.AlignedAlloc((nuint)sizeof(Share), (nuint)sizeof(Share));
            if (i >= had)
            {
                *shares[i] = default;
            }
        }

        Volatile.Write(ref _shares, shares);
        for (int i = Math.Max(1, had); i < count; i++)
        {
            int index = i;
            Thread thread = new(() => Work(index)) { IsBackground = true, Name = $"AutoGrad worker {index}" };
            thread.UnsafeStart();
        }
    }

    private static void Work(int index)
    {
        long patience = (long)(SpinMilliseconds * Stopwatch.Frequency / 1000);
        Share* own = Volatile.Read(ref _shares)[index];
        while (true)
        {
            long idleSince = Stopwatch.GetTimestamp();
            while (index < Parallelism.MaxThreads && Stopwatch.GetTimestamp() - idleSince < patience)
            {
                for (int look = 0; look < Looks && (int)Volatile.Read(ref own->State) == 0; look++)
                {
                    Thread.SpinWait(1);
                }

                if ((int)Volatile.Read(ref own->State) != 0)
                {
                    Help(index);
                    idleSince = Stopwatch.GetTimestamp();
                }
                else if (_collecting)
                {
                    Thread.SpinWait(SpinAside);
                }
            }

            Park(index, own);
        }
    }

    private static void Park(int index, Share* own)
    {
        lock (Gate)
        {
            // No loop has work for it before more threads are allowed, and that wakes it: announced, it would be woken by every loop (two tasks of 20 us: 39 us instead of 21 after 7 threads).
            if (index >= Parallelism.MaxThreads)
            {
                _surplus++;
                Monitor.Wait(Gate);
                _surplus--;
                return;
            }

            // Announce first, look second: the submitter publishes first and looks at the announcement second, so one of the two sees the other.
            Interlocked.Increment(ref _parked);
            if ((int)Volatile.Read(ref own->State) == 0)
            {
                Monitor.Wait(Gate);
            }

            Interlocked.Decrement(ref _parked);
        }
    }

    /// <summary>Ends the sleep of all workers; those without work go to sleep again.</summary>
    internal static void Wake()
    {
        lock (Gate)
        {
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>One thread's part of the current job, a cache line that is written by the submitter and by who claims; twice as large, since lines are fetched in pairs.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Share
    {
        /// <summary>The number of the job in the upper half, tasks that nobody has claimed in the lower.</summary>
        [FieldOffset(0)]
        public long State;

        [FieldOffset(8)]
        public delegate*<void*, int, void> Invoke;

        [FieldOffset(16)]
        public void* Body;

        /// <summary>One past the last task; they are claimed in ascending order.</summary>
        [FieldOffset(24)]
        public int End;

        /// <summary>Threads that have a share of the job.</summary>
        [FieldOffset(28)]
        public int Threads;
    }

    /// <summary>What the submitter writes and what workers write, on lines of their own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Lines
    {
        [FieldOffset(128)]
        public int Busy;

        /// <summary>What <see cref="Done"/> is when the job has ended; both wrap.</summary>
        [FieldOffset(132)]
        public int Due;

        [FieldOffset(136)]
        public long Epoch;

        /// <summary>Tasks that workers have ended so far.</summary>
        [FieldOffset(256)]
        public int Done;
    }
}
