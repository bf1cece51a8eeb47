using AutoGrad.NN;

namespace AutoGrad.Tests.Gradients;

/// <summary>Checks on several threads at once, of things they share.</summary>
public sealed class SharedTests
{
    private const int Threads = 8;

    [Fact]
    public void One_module_is_checked_from_several_threads()
    {
        var model = new Sequential(new Linear(3, 4), new BatchNorm1d(4), new Tanh(), new Dropout(0.5), new Linear(4, 2));
        Tensor x = Tensor.Randn([5, 3], generator: new Generator(3));
        float[][] before = [.. model.Parameters().Select(static p => p.Data.ToArray<float>())];
        AllPass(_ => GradCheck.InspectModule(model, x));
        Assert.All(model.Parameters(), static p => Assert.Equal(DType.Float32, p.DType));
        Assert.Equal(before, model.Parameters().Select(static p => p.Data.ToArray<float>()));
    }

    [Fact]
    public void Modules_that_share_a_parameter_are_checked_from_several_threads()
    {
        var shared = new Linear(3, 3);
        Sequential[] models = [.. Enumerable.Range(0, Threads).Select(k => k % 2 == 0 ? new Sequential(shared, new Linear(3, 2)) : new Sequential(new Linear(3, 3), shared))];
        AllPass(k => GradCheck.InspectModule(models[k], Tensor.Randn([2, 3], generator: new Generator(3))));
    }

    [Fact]
    public void Leaves_are_checked_from_several_threads_in_whatever_order_they_are_listed()
    {
        Variable[] leaves = [.. Enumerable.Range(0, 3).Select(static k => new Variable(Tensor.From(0.3 + k, -1.2, 0.7), requiresGrad: true))];
        double[][] before = [.. leaves.Select(static l => l.Data.ToDoubles())];
        AllPass(k => GradCheck.Inspect(() => (leaves[0] * leaves[1]).Sin() * leaves[2].Exp(), k % 2 == 0 ? leaves : [.. leaves.Reverse()], new GradCheckOptions { Order = 2 }));
        Assert.Equal(before, leaves.Select(static l => l.Data.ToDoubles()));
    }

    private static void AllPass(Func<int, GradCheckReport> check)
    {
        string[] outcomes = new string[Threads];
        using var start = new Barrier(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(k => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                GradCheckReport report = check(k);
                outcomes[k] = report.Verdict == GradCheckVerdict.Pass ? "pass" : report.ToString();
            }
            catch (Exception thrown)
            {
                outcomes[k] = thrown.ToString();
            }
        }))];
        Array.ForEach(threads, static t => t.Start());
        Array.ForEach(threads, static t => t.Join());
        Assert.All(outcomes, static o => Assert.Equal("pass", o));
    }
}
