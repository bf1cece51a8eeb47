namespace AutoGrad.Tests.Unit.Tape;

public sealed class ThreadTests
{
    [Fact]
    public void Threads_that_share_a_leaf_accumulate_every_gradient()
    {
        var x = new Variable(Tensor.Full([], 2, DType.Float64), requiresGrad: true);
        const int Threads = 8, Steps = 200;
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, _ =>
        {
            for (int i = 0; i < Steps; i++)
            {
                (x * x * x).Backward();
            }
        });
        Assert.Equal(Threads * Steps * 12.0, x.Grad!.Item());
    }

    [Fact]
    public void Threads_may_run_backward_through_one_graph()
    {
        var x = new Variable(Tensor.Full([], 2, DType.Float64), requiresGrad: true);
        Variable y = x;
        for (int i = 0; i < 20; i++)
        {
            y = (y * x) + x;
        }

        y.Backward(retainGraph: true);
        double once = x.Grad!.Item();
        x.Grad = null;
        Parallel.For(0, 64, _ => y.Backward(retainGraph: true));
        Assert.Equal(64 * once, x.Grad!.Item(), 1e-6 * once);
    }
}
