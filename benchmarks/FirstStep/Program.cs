using System.Globalization;
using System.Runtime;
using AutoGrad;
using AutoGrad.NN;
using AutoGrad.Optim;
using Digits;
using F = AutoGrad.NN.Functional;

// One training step of the Digits model, then the end: what a program pays before it has learned anything.
// Prints the loss and the number of methods compiled on the way. With --check the weights follow a formula and nothing is dropped, so that the loss can be compared.
bool check = args is ["--check"];
var net = new Net();
if (check)
{
    foreach (Parameter parameter in net.Parameters())
    {
        parameter.Data.CopyFrom((Tensor.Arange(parameter.NumEl, dtype: DType.Float32).Sin() * 0.1).Reshape(parameter.Shape));
    }

    foreach (Dropout dropout in net.Modules().OfType<Dropout>())
    {
        dropout.Eval();
    }
}

Tensor x = Tensor.Arange(48 * 64, dtype: DType.Float32).Cos().Reshape(48, 1, 8, 8), y = Tensor.Arange(48) % 10;
var optimizer = new AdamW(net.Parameters(), lr: 4e-3, weightDecay: 0.02);
optimizer.ZeroGrad();
Variable loss = F.CrossEntropy(net.Call(x), y, labelSmoothing: 0.05);
loss.Backward();
optimizer.Step();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loss.Item():R} {JitInfo.GetCompiledMethodCount()}"));
