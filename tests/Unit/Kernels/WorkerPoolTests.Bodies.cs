using AutoGrad.Kernels;

namespace AutoGrad.Tests.Unit.Kernels;

/// <content>The loop bodies of the tests.</content>
public sealed unsafe partial class WorkerPoolTests
{
    private struct Count : IParallelBody
    {
        public int[] Counts;

        public readonly void Invoke(int index) => Interlocked.Increment(ref Counts[index]);
    }

    private struct Meet : IParallelBody
    {
        public int[] Arrived;

        // Neither task ends before the other has begun: two threads are needed.
        public readonly void Invoke(int index)
        {
            Interlocked.Increment(ref Arrived[0]);
            Assert.True(Comes(TwoArrived), "the second thread did not come");
        }

        private readonly bool TwoArrived() => Volatile.Read(ref Arrived[0]) == 2;
    }

    private struct Together : IParallelBody
    {
        public int Threads;
        public int[] Arrived;

        public readonly void Invoke(int index)
        {
            Interlocked.Increment(ref Arrived[0]);
            Assert.True(Comes(AllArrived), "a thread did not come");
        }

        private readonly bool AllArrived() => Volatile.Read(ref Arrived[0]) == Threads;
    }

    private struct First : IParallelBody
    {
        public int Second;
        public int[] Arrived;
        public int[] Threads;

        // The submitter is held in its first task until the worker has begun, so that it cannot take the worker's.
        public readonly void Invoke(int index)
        {
            Threads[index] = Environment.CurrentManagedThreadId;
            if (Threads[index] != Threads[0])
            {
                Interlocked.CompareExchange(ref Arrived[0], index, 0);
            }
            else if (index == 0)
            {
                Assert.True(Comes(Begun), "the second thread did not come");
                Assert.Equal(Second, Arrived[0]);
            }
        }

        private readonly bool Begun() => Volatile.Read(ref Arrived[0]) != 0;
    }

    private struct LastWaits : IParallelBody
    {
        public int[] Done;

        // The submitter stays in task 0 until the worker has done all others: those of its own share and what is left of the submitter's.
        public readonly void Invoke(int index)
        {
            if (index == 0)
            {
                Assert.True(Comes(OthersDone), "nobody took what was left");
            }

            Interlocked.Increment(ref Done[0]);
        }

        private readonly bool OthersDone() => Volatile.Read(ref Done[0]) == 7;
    }

    private struct Nested : IParallelBody
    {
        public int[] Counts;

        public readonly void Invoke(int index)
        {
            Count inner = new() { Counts = Counts };
            WorkerPool.For(Counts.Length, ref inner);
        }
    }

    private struct Hold : IParallelBody
    {
        public CountdownEvent Held;
        public ManualResetEventSlim Release;

        public readonly void Invoke(int index)
        {
            Held.Signal();
            Release.Wait();
        }
    }

    private struct Fail : IParallelBody
    {
        public int At;

        public readonly void Invoke(int index)
        {
            if (index == At)
            {
                throw new InvalidOperationException($"task {index}");
            }
        }
    }
}
