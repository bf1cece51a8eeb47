// A program of a user who has the bundle package and nothing else. PackageTests builds and runs it outside the tree.
using AutoGrad;
using AutoGrad.Data;
using AutoGrad.NN;
using AutoGrad.Optim;
using F = AutoGrad.NN.Functional;

Generator.Default.ManualSeed(0);
var model = new Sequential(new Linear(4, 16), new ReLU(), new Linear(16, 3));
var optimizer = new Adam(model.Parameters(), lr: 0.01);
var loader = new DataLoader(Datasets.Iris(), batchSize: 16, shuffle: true, seed: 0);
double loss = double.NaN;
for (int epoch = 0; epoch < 30; epoch++)
{
    double sum = 0;
    int batches = 0;
    foreach (var (x, y) in loader)
    {
        optimizer.ZeroGrad();
        var batch = F.CrossEntropy(model.Call(x), y);
        batch.Backward();
        optimizer.Step();
        sum += batch.Item();
        batches++;
    }

    loss = sum / batches;
}

// ln 3 = 1.10 is what guessing costs.
Console.WriteLine(loss < 0.3 ? "works" : $"Iris was not learned: the loss is {loss} after 30 epochs.");
