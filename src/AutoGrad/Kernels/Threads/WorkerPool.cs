using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>The threads behind every parallel kernel: one job at a time, whose tasks are claimed one by one.</summary>
/// <remarks>
/// The submitting thread always works, and at the end waits only for tasks that a worker has claimed, so a worker that the system does not run costs nothing.
/// Whoever submits while a job runs (another training thread, or a task of the job itself) runs alone and never waits.
/// Claim and job are one 64-bit word, epoch in the upper half, unclaimed tasks in the lower: a worker reads the job's fields, then claims by compare-and-swap,
/// which fails if the job has changed in between.
/// </remarks>
internal static unsafe class WorkerPool
{
    // Waking a parked thread was measured at more than 100 us on a virtual machine, a spinning one answers in 0.1 us: spin through the gaps of a training step.
    private const double SpinMilliseconds = 2;

    private const int Spin = 8;

    /// <summary>From 1024 iterations on the runtime spins outside managed code; some 40 us.</summary>
    private const int SpinAside = 1100;

    private static readonly object Gate = new();
    private static readonly List<Thread> Threads = [];
    private static Job _job;
    private static int _busy;
    private static int _parked;
    private static volatile bool _collecting;

    /// <summary>Set around a forced collection: idle workers step aside, out of managed code, so that the collector need not stop them (53 us instead of 65).</summary>
    internal static bool Collecting
    {
        set => _collecting = value;
    }

    /// <summary>Whether every worker has gone to sleep, for lack of work.</summary>
    internal static bool IsParked => Volatile.Read(ref _parked) == Threads.Count;

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
        if (threads <= 1 || Volatile.Read(ref _busy) != 0 || Interlocked.Exchange(ref _busy, 1) != 0)
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
            EnsureThreads(threads - 1);
            Run(&Invoke<TBody>, Unsafe.AsPointer(ref local), count);
        }
        finally
        {
            error = _job.Error;
            _job.Error = null;
            Volatile.Write(ref _busy, 0);
        }

        body = local;
        error?.Throw();
    }

    private static void Run(delegate*<void*, int, void> invoke, void* body, int count)
    {
        _job.Invoke = invoke;
        _job.Body = body;
        _job.Count = count;
        _job.Unfinished = count;
        long epoch = ((_job.State >> 32) + 1) << 32;
        Interlocked.Exchange(ref _job.State, epoch | (uint)count);
        if (Volatile.Read(ref _parked) > 0)
        {
            Wake();
        }

        while (TryRunTask())
        {
        }

        SpinWait wait = default;
        while (Volatile.Read(ref _job.Unfinished) != 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }
    }

    private static void Invoke<TBody>(void* body, int index)
        where TBody : struct, IParallelBody => Unsafe.AsRef<TBody>(body).Invoke(index);

    /// <summary>Claims and runs one task of the current job; false when none is left.</summary>
    private static bool TryRunTask()
    {
        while (true)
        {
            long state = Volatile.Read(ref _job.State);
            int left = (int)state;
            if (left == 0)
            {
                return false;
            }

            delegate*<void*, int, void> invoke = _job.Invoke;
            void* body = _job.Body;
            int index = _job.Count - left;
            if (Interlocked.CompareExchange(ref _job.State, state - 1, state) != state)
            {
                continue;
            }

            try
            {
                if (Volatile.Read(ref _job.Error) is null)
                {
                    invoke(body, index);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _job.Error, ExceptionDispatchInfo.Capture(e), null);
            }

            Interlocked.Decrement(ref _job.Unfinished);
            return true;
        }
    }

    private static void EnsureThreads(int count)
    {
        while (Threads.Count < count)
        {
            int index = Threads.Count;
            Thread thread = new(() => Work(index)) { IsBackground = true, Name = $"AutoGrad worker {index + 1}" };
            Threads.Add(thread);
            thread.UnsafeStart();
        }
    }

    private static void Work(int index)
    {
        long patience = (long)(SpinMilliseconds * Stopwatch.Frequency / 1000);
        while (true)
        {
            long idleSince = Stopwatch.GetTimestamp();
            while (index < Parallelism.MaxThreads - 1 && Stopwatch.GetTimestamp() - idleSince < patience)
            {
                if (TryRunTask())
                {
                    idleSince = Stopwatch.GetTimestamp();
                }
                else
                {
                    Thread.SpinWait(_collecting ? SpinAside : Spin);
                }
            }

            Park(index);
        }
    }

    private static void Park(int index)
    {
        lock (Gate)
        {
            // Announce first, look second: the submitter publishes first and looks at the announcement second, so one of the two sees the other.
            Interlocked.Increment(ref _parked);
            if (index >= Parallelism.MaxThreads - 1 || (int)Volatile.Read(ref _job.State) == 0)
            {
                Monitor.Wait(Gate);
            }

            Interlocked.Decrement(ref _parked);
        }
    }

    private static void Wake()
    {
        lock (Gate)
        {
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>The current job. Claims and completions lie on cache lines of their own, since every thread writes them.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 320)]
    private struct Job
    {
        [FieldOffset(64)]
        public delegate*<void*, int, void> Invoke;

        [FieldOffset(72)]
        public void* Body;

        [FieldOffset(80)]
        public ExceptionDispatchInfo? Error;

        [FieldOffset(88)]
        public int Count;

        [FieldOffset(128)]
        public long State;

        [FieldOffset(192)]
        public int Unfinished;
    }
}
