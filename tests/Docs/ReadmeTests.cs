using System.Text.RegularExpressions;
using AutoGrad.Data;
using AutoGrad.NN;
using AutoGrad.Optim;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Docs;

/// <summary>The code of README.md. This project sees what a user sees: no internals.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void A_first_derivative()
    {
        #region first-derivative
        var x = new Variable(Tensor.From(2.0), requiresGrad: true);
        var y = (x * x * x) + x;
        y.Backward();
        Console.WriteLine(x.Grad!.Item());    // 3x² + 1 = 13
        #endregion
        Assert.Equal(13, x.Grad!.Item());
    }

    [Fact]
    public void A_first_training_loop()
    {
        #region training-loop
        Generator.Default.ManualSeed(1);
        var parts = Datasets.Iris().RandomSplit([120, 30]);
        var train = new DataLoader(parts[0], batchSize: 16, shuffle: true, seed: 1);
        var test = new DataLoader(parts[1], batchSize: 30);

        var net = new Sequential(new Linear(4, 16), new ReLU(), new Linear(16, 3));
        var optimizer = new AdamW(net.Parameters(), lr: 0.02);

        for (int epoch = 0; epoch < 40; epoch++)
        {
            foreach (var (x, y) in train)
            {
                optimizer.ZeroGrad();
                Variable loss = F.CrossEntropy(net.Call(x), y);
                loss.Backward();
                optimizer.Step();
            }
        }

        net.Eval();
        double right = 0;
        using (GradientTape.NoGrad())
        {
            foreach (var (x, y) in test)
            {
                right += net.Call(x).Data.ArgMax(1).Eq(y).Sum().Item();
            }
        }

        Console.WriteLine($"{right} of {parts[1].Count} flowers recognised");
        #endregion
        Assert.InRange(right, 27, 30);
    }

    [Fact]
    public void A_first_gradient_check()
    {
        #region gradient-check
        // A function: throws a report unless its gradient is right. Order 2 checks the gradient of the gradient too.
        GradCheck.Verify(x => F.Gelu(x) * x.Sin(), Tensor.Randn([3, 4], DType.Float64));
        GradCheck.Verify((x, w) => x.MatMul(w).LogSoftmax(1), Tensor.Randn([3, 4], DType.Float64), Tensor.Randn([4, 2], DType.Float64), new GradCheckOptions { Order = 2 });

        // A module, whatever its dtype: the gradients of every parameter and of the input, dropout and batch norm held still.
        var net = new Sequential(new Linear(3, 4), new BatchNorm1d(4), new Tanh(), new Dropout(), new Linear(4, 1));
        GradCheck.Module(net, Tensor.Randn([5, 3]));
        #endregion
    }

    [Fact]
    public void A_gradient_that_is_wrong_is_reported()
    {
        var error = Assert.Throws<GradCheckException>(() => GradCheck.Verify(x => x * x.Detach(), Tensor.From(1.0, 2.0, 3.0)));
        Assert.Equal(GradCheckVerdict.Fail, error.Report.Verdict);
        Reports.AreShown("README.md", error.Message);
    }

    [Fact]
    public void The_lists_of_layers_losses_and_optimizers_name_all_there_are_and_no_others()
    {
        string text = File.ReadAllText(Path.Combine(Tree.Root, "README.md")).Split("\n## ").Single(static s => s.StartsWith("Layers, losses, optimizers", StringComparison.Ordinal));
        IEnumerable<string> named = Regex.Matches(text, "`(\\w+)`").Select(static m => m.Groups[1].Value);
        IEnumerable<string> there = typeof(Module).Assembly.GetExportedTypes().Concat(typeof(Optimizer).Assembly.GetExportedTypes())
            .Where(static t => !t.IsAbstract && (t.IsSubclassOf(typeof(Module)) || t.IsSubclassOf(typeof(Optimizer)) || t.IsSubclassOf(typeof(LRScheduler))))
            .Select(static t => t.Name.Split('`')[0]);
        Assert.Equal(there.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Higher_derivatives()
    {
        #region higher-derivatives
        var x = new Variable(Tensor.From(1.0, 2.0), requiresGrad: true);
        Variable y = (x * x * x).Sum();
        Variable first = Autodiff.Grad(y, x, createGraph: true);              // 3x²
        Variable second = Autodiff.Grad(first.Sum(), x, createGraph: true);   // 6x
        Variable third = Autodiff.Grad(second.Sum(), x);                      // 6

        // Forward mode: the derivative along a direction, without a graph to walk back.
        var (value, slope) = Autodiff.Jvp(v => v.Exp(), Tensor.From(0.0, 1.0), Tensor.From(1.0, 0.0));
        #endregion
        Assert.Equal([3, 12], first.Data.ToArray<double>());
        Assert.Equal([6, 12], second.Data.ToArray<double>());
        Assert.Equal([6, 6], third.Data.ToArray<double>());
        Assert.Equal([1, 0], slope.Data.ToArray<double>());
        Assert.Equal(Math.E, value.Data[1].Item(), 14);
    }

    [Fact]
    public void A_model_is_saved_and_loaded()
    {
        string path = Path.Combine(Path.GetTempPath(), $"readme-{Path.GetRandomFileName()}.safetensors");
        var net = new Sequential(new Linear(2, 3), new ReLU(), new Linear(3, 1));
        try
        {
            #region saving
            net.Save(path);    // safetensors: readable by PyTorch and others, and never runs code

            var copy = new Sequential(new Linear(2, 3), new ReLU(), new Linear(3, 1));
            copy.Load(path);    // names and shapes are compared first; nothing changes if they differ

            foreach (var (name, tensor) in copy.StateDict())
            {
                Console.WriteLine($"{name} {tensor.Shape}");    // 0.weight [3, 2] and so on, as in PyTorch
            }
            #endregion
            Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], copy.StateDict().Keys);
            Assert.Equal(net.StateDict()["0.weight"].ToArray<float>(), copy.StateDict()["0.weight"].ToArray<float>());
            Assert.Throws<StateDictException>(() => new Sequential(new Linear(2, 4)).Load(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
