using System.Diagnostics;
using AutoGrad;
using AutoGrad.Data;
using AutoGrad.Optim;
using Digits;
using Spectre.Console;
using F = AutoGrad.NN.Functional;

// Trains a small CNN on the embedded digits and shows how well it reads images it has not seen.
// Usage: Digits [--epochs N] [--seed N]
(int epochs, int seed) = Arguments.Read(args);
var clock = Stopwatch.StartNew();
Generator.Default.ManualSeed(seed);
var parts = Datasets.Digits().RandomSplit([1437, 360]);
var train = new DataLoader(parts[0], batchSize: 48, shuffle: true, seed: seed);
var test = new DataLoader(parts[1], batchSize: 360);

var net = new Net();
var optimizer = new AdamW(net.Parameters(), lr: 4e-3, weightDecay: 0.02);
var scheduler = new CosineAnnealingLR(optimizer, tMax: epochs);
AnsiConsole.WriteLine($"{parts[0].Count} images to train, {parts[1].Count} to test, {net.Parameters().Sum(p => p.NumEl)} parameters.");

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;    // the epoch ends early and the report below is still printed
    stop.Cancel();
};

TrainingProgress.Show(epochs * train.Count, progress =>
{
    for (int epoch = 1; epoch <= epochs && !stop.IsCancellationRequested; epoch++)
    {
        net.Train();
        double sum = 0;
        int right = 0, seen = 0;
        foreach (var (x, y) in train)
        {
            optimizer.ZeroGrad();
            Variable scores = net.Call(x);
            Variable loss = F.CrossEntropy(scores, y, labelSmoothing: 0.05);
            loss.Backward();
            optimizer.Step();

            sum += loss.Item() * y.NumEl;
            right += (int)scores.Data.ArgMax(1).Eq(y).Sum().Item();
            seen += y.NumEl;
            progress.Step($"epoch {epoch}/{epochs}  loss {sum / seen:F3}  accuracy {100.0 * right / seen:F1} %");
            if (stop.IsCancellationRequested)
            {
                break;
            }
        }

        scheduler.Step();
    }
});

net.Eval();
long[] predicted, actual;
using (GradientTape.NoGrad())
{
    (Tensor x, Tensor y) = test.First();
    predicted = net.Call(x).Data.ArgMax(1).ToArray<long>();
    actual = y.ToArray<long>();
}

double accuracy = Report.Write(predicted, actual, classes: 10);
AnsiConsole.WriteLine($"Test accuracy {100 * accuracy:F2} % in {clock.Elapsed.TotalSeconds:F1} s.");
