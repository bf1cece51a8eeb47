using System.Reflection;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>The pool runs every task once, never waits for a second submitter, and hands exceptions to the caller.</summary>
[Collection(nameof(ThreadSetting))]
public sealed unsafe partial class WorkerPoolTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    public void Dispose() => Parallelism.MaxThreads = _threads;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Every_task_runs_exactly_once(int threads)
    {
        Parallelism.MaxThreads = threads;
        int[] counts = new int[257];
        for (int round = 0; round < 200; round++)
        {
            Array.Clear(counts);
            Count body = new() { Counts = counts };
            WorkerPool.For(round + 1, ref body);
            for (int i = 0; i < counts.Length; i++)
            {
                Assert.Equal(i <= round ? 1 : 0, counts[i]);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void Tasks_are_worth_it_and_few(int threads)
    {
        Parallelism.MaxThreads = threads;
        foreach (long units in (long[])[1, 99, 100, 101, 1000, 6_399, 100_000, 12_345_678_901])
        {
            long grain = WorkerPool.Grain(units, 100), tasks = (units + grain - 1) / grain;
            Assert.True(grain >= 100, $"{units} units in tasks of {grain}");
            Assert.True(tasks <= 4 * threads, $"{units} units in {tasks} tasks of {threads} threads");
            Assert.True(tasks >= Math.Min(threads, units / 100), $"{units} units leave threads idle: {tasks} tasks of {threads} threads");
        }
    }

    [Fact]
    public void No_tasks_means_no_calls()
    {
        Count body = new() { Counts = [] };
        WorkerPool.For(0, ref body);
        Assert.Empty(body.Counts);
    }

    [Fact]
    public void Several_threads_do_take_part()
    {
        Parallelism.MaxThreads = 2;
        Meet body = new() { Arrived = new int[1] };
        WorkerPool.For(2, ref body);
        Assert.Equal(2, body.Arrived[0]);
    }

    [Theory]
    [InlineData(2, 2, 1)]
    [InlineData(2, 8, 4)]
    [InlineData(2, 9, 5)]
    public void Each_thread_begins_with_its_own_share(int threads, int count, int second)
    {
        Parallelism.MaxThreads = threads;
        for (int round = 0; round < 20; round++)
        {
            First body = new() { Second = second, Arrived = new int[1], Threads = new int[count] };
            WorkerPool.For(count, ref body);
            Assert.Equal(Environment.CurrentManagedThreadId, body.Threads[0]);
            Assert.NotEqual(Environment.CurrentManagedThreadId, body.Threads[second]);
            Assert.All(body.Threads, thread => Assert.NotEqual(0, thread));
        }
    }

    [Fact]
    public void What_is_left_of_a_share_is_done_by_who_is_free()
    {
        Parallelism.MaxThreads = 2;
        LastWaits body = new() { Done = new int[1] };
        WorkerPool.For(8, ref body);
        Assert.Equal(8, body.Done[0]);
    }

    [Fact]
    public void Jobs_counts_the_loops_that_other_threads_could_help_with()
    {
        Parallelism.MaxThreads = 2;
        Count body = new() { Counts = new int[4] };
        int before = WorkerPool.Jobs;
        WorkerPool.For(1, ref body);
        Parallelism.MaxThreads = 1;
        WorkerPool.For(4, ref body);
        Assert.Equal(before, WorkerPool.Jobs);
        Parallelism.MaxThreads = 2;
        WorkerPool.For(4, ref body);

        Assert.Equal(before + 1, WorkerPool.Jobs);
    }

    [Fact]
    public void A_nested_loop_runs_alone_and_ends()
    {
        Parallelism.MaxThreads = 3;
        int[] counts = new int[16];
        Nested body = new() { Counts = counts };
        WorkerPool.For(8, ref body);
        Assert.All(counts, c => Assert.Equal(8, c));
    }

    [Fact]
    public void A_second_submitter_ends_while_the_first_is_still_held()
    {
        Parallelism.MaxThreads = 2;
        using ManualResetEventSlim release = new();
        using CountdownEvent held = new(2);
        Thread first = new(() =>
        {
            Hold body = new() { Held = held, Release = release };
            WorkerPool.For(2, ref body);
        });
        first.Start();
        held.Wait();
        int[] counts = new int[32];
        Count second = new() { Counts = counts };
        WorkerPool.For(32, ref second);
        Assert.All(counts, c => Assert.Equal(1, c));
        release.Set();
        first.Join();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_exception_of_a_task_reaches_the_caller_and_the_pool_works_on(int threads)
    {
        Parallelism.MaxThreads = threads;
        for (int round = 0; round < 50; round++)
        {
            Fail fail = new() { At = round % 16 };
            InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => WorkerPool.For(16, ref fail));
            Assert.Equal($"task {round % 16}", error.Message);
            int[] counts = new int[16];
            Count body = new() { Counts = counts };
            WorkerPool.For(16, ref body);
            Assert.All(counts, c => Assert.Equal(1, c));
        }
    }

    [Fact]
    public void Parked_workers_wake_up_again()
    {
        Parallelism.MaxThreads = 2;
        for (int round = 0; round < 5; round++)
        {
            Assert.True(Comes(static () => WorkerPool.IsParked), "the workers spin on though nothing is to be done");
            Meet body = new() { Arrived = new int[1] };
            WorkerPool.For(2, ref body);
            Assert.Equal(2, body.Arrived[0]);
        }
    }

    [Fact]
    public void Workers_that_are_too_many_sleep_until_more_threads_are_allowed()
    {
        const int Most = 5;
        Together few = new() { Threads = 2, Arrived = new int[1] }, all = new() { Threads = Most, Arrived = new int[1] };
        Parallelism.MaxThreads = Most;
        WorkerPool.For(Most, ref all);
        Assert.True(Comes(static () => WorkerPool.IsParked && WorkerPool.Parked == Most - 1), "the workers spin on though nothing is to be done");

        // The setting wakes all. When they sleep again, only the one that has a share of the next loop asks to be woken by it.
        Parallelism.MaxThreads = 2;
        WorkerPool.For(2, ref few);
        Assert.True(Comes(static () => WorkerPool.IsParked && WorkerPool.Parked == 1), "every loop wakes workers that have no share of it");

        Parallelism.MaxThreads = Most;
        all.Arrived[0] = 0;
        WorkerPool.For(Most, ref all);
        Assert.Equal(Most, all.Arrived[0]);
    }

    [Fact]
    public void An_interrupt_while_workers_are_woken_comes_after_the_loop()
    {
        Parallelism.MaxThreads = 2;
        object gate = typeof(WorkerPool).GetField("Gate", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        Several_threads_do_take_part();
        Assert.True(Comes(static () => WorkerPool.IsParked), "the workers spin on though nothing is to be done");
        int[] counts = new int[8];
        bool interrupted = false;
        var submitter = new Thread(() =>
        {
            Thread.CurrentThread.Interrupt();
            Count body = new() { Counts = counts };
            try
            {
                WorkerPool.For(counts.Length, ref body);
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        });
        lock (gate)
        {
            submitter.Start();
            submitter.Join();
        }

        Assert.True(interrupted);
        Assert.All(counts, static c => Assert.Equal(1, c));
    }

    [Fact]
    public void Submitters_on_many_threads_all_get_their_results()
    {
        Parallelism.MaxThreads = 3;
        Thread[] threads = new Thread[4];
        int wrong = 0;
        for (int t = 0; t < threads.Length; t++)
        {
            threads[t] = new Thread(() =>
            {
                int[] counts = new int[24];
                for (int round = 1; round <= 300; round++)
                {
                    Count body = new() { Counts = counts };
                    WorkerPool.For(counts.Length, ref body);
                    if (counts.Any(c => c != round))
                    {
                        Interlocked.Increment(ref wrong);
                    }
                }
            });
            threads[t].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.Equal(0, wrong);
    }

    [Fact]
    public void A_loop_allocates_nothing()
    {
        Parallelism.MaxThreads = 2;
        Count body = new() { Counts = new int[64] };
        WorkerPool.For(64, ref body);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            WorkerPool.For(64, ref body);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Fewer_than_one_thread_is_refused_and_the_setting_kept(int value)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => Parallelism.MaxThreads = value);
        Assert.Contains($"Parallelism.MaxThreads: {value} is below 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(_threads, Parallelism.MaxThreads);
    }

    /// <summary>Whether it comes true within so many looks, soon 1 ms each: the seconds of a limit would run on while the whole machine is stopped.</summary>
    private static bool Comes(Func<bool> condition)
    {
        SpinWait wait = default;
        for (int look = 0; look < 10_000; look++)
        {
            if (condition())
            {
                return true;
            }

            wait.SpinOnce();
        }

        return false;
    }
}
