using AutoGrad.Kernels;
using AutoGrad.Optim;
using AutoGrad.Tests.Unit.Kernels;

namespace AutoGrad.Tests.Unit.Optim;

/// <summary>An update of middle size takes other threads only where the gradients were made by several: otherwise all it reads lies in the caches of one.</summary>
[Collection(nameof(ThreadSetting))]
public sealed class UpdateThreadsTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    public void Dispose() => Parallelism.MaxThreads = _threads;

    [Theory]
    [InlineData(30_000, false, false)]
    [InlineData(100_000, false, false)]
    [InlineData(200_000, false, true)]
    [InlineData(30_000, true, false)]
    [InlineData(100_000, true, true)]
    public void Other_threads_help_where_it_pays(int elements, bool sharedBefore, bool shared)
    {
        Parallelism.MaxThreads = 2;
        var parameter = new Parameter(Tensor.Zeros([elements]));
        var optimizer = new SGD([parameter], lr: 1);
        parameter.Grad = Tensor.Ones([elements]);
        optimizer.Step(); // whatever ran before on this thread
        for (int step = 0; step < 3; step++)
        {
            if (sharedBefore)
            {
                Shared();
            }

            Assert.Equal(shared, Grows(optimizer.Step));
        }

        Assert.Equal(-4f, parameter.Data[0].Item());
    }

    /// <summary>Parameters of one element to several tasks, whose tasks are dealt to the threads: each element is updated once.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void Every_element_is_updated_once_at_any_number_of_threads(int threads)
    {
        Parallelism.MaxThreads = threads;
        Parameter[] parameters = [.. new[] { 1, 150_000, 3, 16_385, 300, 300, 50_001, 40_000, 16_384, 16_384, 16_384, 16_384 }.Select(n => new Parameter(Tensor.Zeros([n])))];
        var optimizer = new SGD(parameters, lr: 1);
        foreach (Parameter p in parameters)
        {
            p.Grad = Tensor.Arange(p.NumEl, dtype: DType.Float32);
        }

        Assert.Equal(threads > 1, Grows(optimizer.Step));
        Assert.All(parameters, p => Assert.Equal([.. Enumerable.Range(0, p.NumEl).Select(i => -(float)i)], p.Data.ToArray<float>()));
    }

    [Fact]
    public void The_order_of_tasks_has_every_piece_once_and_gives_each_thread_a_stretch_of_each_parameter()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        for (int round = 0; round < 3000; round++)
        {
            int threads = random.Next(1, 65);
            int[] pieces = [.. Enumerable.Range(0, random.Next(1, 65)).Select(_ => random.Next(3) == 0 ? random.Next(0, 40) : 1)];
            var order = new (int Parameter, int Piece)[pieces.Sum()];
            UpdateOrder.Deal(pieces, threads, order);
            string what = $"seed {Seed}, round {round}, {threads} threads: {string.Join(' ', pieces)}";
            Assert.True(order.Distinct().Count() == order.Length, what);
            Assert.True(order.All(t => t.Piece >= 0 && t.Piece < pieces[t.Parameter]), what);
            foreach (IGrouping<int, (int Parameter, int Piece)> parameter in order.GroupBy(t => t.Parameter))
            {
                Assert.True(parameter.Select(t => t.Piece).SequenceEqual(Enumerable.Range(0, pieces[parameter.Key])), what);
            }
        }

        var halves = new (int Parameter, int Piece)[14];
        UpdateOrder.Deal([8, 1, 1, 4], 2, halves);
        Assert.Equal([0, 0, 0, 0, 1, 3, 3], halves[..7].Select(t => t.Parameter));
    }

    private static void Shared()
    {
        Idle body = default;
        Assert.True(Grows(() => WorkerPool.For(2, ref body)));
    }

    /// <summary>Whether an action shared its work with other threads.</summary>
    private static bool Grows(Action action)
    {
        int before = WorkerPool.Jobs;
        action();
        return WorkerPool.Jobs != before;
    }

    private struct Idle : IParallelBody
    {
        public readonly void Invoke(int index)
        {
        }
    }
}
