using AutoGrad;

// A single neuron without bias, trained by a loop written by hand: y = σ(X w), L = ½ Σ (t - y)², w ← w - dL/dw.
// The numbers are those of the lecture, to every printed digit.
var x = Tensor.From(new double[,] { { 0, 0, 1 }, { 1, 1, 1 }, { 1, 0, 1 }, { 0, 1, 1 } });
var target = Tensor.From(0.0, 1.0, 0.0, 1.0);
var w = new Variable(Tensor.From(-0.2, 0.4, -1.0), requiresGrad: true);
const double LearningRate = 1.0;

for (int epoch = 0; epoch < 100; epoch++)
{
    Variable y = w.MatMul(x.T());
    y = y.Sigmoid();
    Variable loss = (y - target).Square().Sum() * 0.5;
    if (epoch < 2)
    {
        Print($"epoch {epoch}: w", w.Data);
        Print("         y", y.Data);
        Console.WriteLine($"         L = {loss.Item():F7}");
    }

    loss.Backward();
    w = new Variable(w.Data - (w.Grad!.Data * LearningRate), requiresGrad: true);
}

Console.WriteLine($"after 100 epochs (1, 1, 0) gives {Neuron(w, 1, 1, 0):F8}, (0, 0, 0) gives {Neuron(w, 0, 0, 0):F8}");

// With a bias of -5 at first and a rate of 0.1 the neuron can answer (0, 0, 0) with something else than ½.
w = new Variable(Tensor.From(-0.2, 0.4, -1.0), requiresGrad: true);
var b = new Variable(Tensor.From(-5.0), requiresGrad: true);
for (int epoch = 0; epoch < 100; epoch++)
{
    Variable loss = ((w.MatMul(x.T()) + b).Sigmoid() - target).Square().Sum() * 0.5;
    loss.Backward();
    w = new Variable(w.Data - (w.Grad!.Data * 0.1), requiresGrad: true);
    b = new Variable(b.Data - (b.Grad!.Data * 0.1), requiresGrad: true);
}

Console.WriteLine($"with a bias (0, 0, 0) gives {b.Sigmoid().Item():F8}");

static double Neuron(Variable w, params double[] input) => w.Dot(Tensor.From<double>(input)).Sigmoid().Item();

static void Print(string name, Tensor t) => Console.WriteLine($"{name} = ({string.Join(", ", t.ToArray<double>().Select(v => v.ToString("F8", System.Globalization.CultureInfo.InvariantCulture)))})");
