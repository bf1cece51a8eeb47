using AutoGrad;
using AutoGrad.NN;
using AutoGrad.Optim;
using F = AutoGrad.NN.Functional;

// Exclusive or: four points no straight line separates, learned by a hidden layer of four units.
Generator.Default.ManualSeed(1);
Tensor x = Tensor.From(new float[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } });
Tensor y = Tensor.From(new float[,] { { 0 }, { 1 }, { 1 }, { 0 } });
var net = new Sequential(new Linear(2, 4), new Tanh(), new Linear(4, 1));
var optimizer = new Adam(net.Parameters(), lr: 0.05);

for (int step = 1; step <= 400; step++)
{
    optimizer.ZeroGrad();
    Variable loss = F.BinaryCrossEntropyWithLogits(net.Call(x), y);
    loss.Backward();
    optimizer.Step();
    if (step % 100 == 0)
    {
        Console.WriteLine($"step {step}  loss {loss.Item():F5}");
    }
}

float[] probabilities = net.Call(x).Sigmoid().Data.ToArray<float>();
for (int i = 0; i < 4; i++)
{
    Console.WriteLine($"{i / 2} xor {i % 2} = {probabilities[i]:F3}");
}
