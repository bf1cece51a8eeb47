using System.Diagnostics;
using AutoGrad;
using AutoGrad.Data;
using AutoGrad.NN;
using AutoGrad.Optim;
using Mnist;
using Spectre.Console;
using F = AutoGrad.NN.Functional;

// MNIST from IDX files: the lecture's 784-16-16-10 network ("Can you beat me?", 74.9 % there) and a small CNN.
// Usage: Mnist --data DIR [--model mlp|cnn|both] [--epochs N]
Arguments arguments = Arguments.Read(args);
TensorDataset train, test;
try
{
    train = Datasets.Mnist(arguments.Data, train: true);
    test = Datasets.Mnist(arguments.Data, train: false);
}
catch (Exception e) when (e is IOException or InvalidDataException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

if (arguments.Mlp)
{
    Generator.Default.ManualSeed(1);
    Train("784-16-16-10", new Sequential(new Flatten(), new Linear(784, 16), new ReLU(), new Linear(16, 16), new ReLU(), new Linear(16, 10)), arguments.Epochs ?? 12, lr: 4e-3);
}

if (arguments.Cnn)
{
    Generator.Default.ManualSeed(1);
    Train("CNN", new Cnn(), arguments.Epochs ?? 6, lr: 2e-3);
}

return 0;

void Train(string name, Module<Variable, Variable> net, int epochs, double lr)
{
    var clock = Stopwatch.StartNew();
    var loader = new DataLoader(train, batchSize: 128, shuffle: true, seed: 1);
    var optimizer = new AdamW(net.Parameters(), lr, weightDecay: 1e-2);
    var scheduler = new CosineAnnealingLR(optimizer, epochs * loader.Count);
    AnsiConsole.WriteLine($"{name}: {net.Parameters().Sum(p => p.NumEl)} parameters");
    for (int epoch = 1; epoch <= epochs; epoch++)
    {
        net.Train();
        int step = 0;
        foreach (var (x, y) in loader)
        {
            optimizer.ZeroGrad();
            Variable loss = F.CrossEntropy(net.Call(x), y);
            loss.Backward();
            optimizer.Step();
            scheduler.Step();
            if (++step % 100 == 0)
            {
                AnsiConsole.WriteLine($"  epoch {epoch}/{epochs}  step {step}/{loader.Count}  loss {loss.Item():F4}  {clock.Elapsed.TotalSeconds:F0} s");
            }
        }

        AnsiConsole.WriteLine($"  epoch {epoch}/{epochs}  test accuracy {100 * Accuracy(net):F2} %  {clock.Elapsed.TotalSeconds:F1} s");
    }
}

double Accuracy(Module<Variable, Variable> net)
{
    net.Eval();
    double right = 0;
    using (GradientTape.NoGrad())
    {
        foreach (var (x, y) in new DataLoader(test, batchSize: 1000))
        {
            right += net.Call(x).Data.ArgMax(1).Eq(y).Sum().Item();
        }
    }

    return right / test.Count;
}
