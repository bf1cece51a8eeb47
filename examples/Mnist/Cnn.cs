using AutoGrad;
using AutoGrad.NN;
using F = AutoGrad.NN.Functional;

namespace Mnist;

/// <summary>Two convolutions and two linear layers.</summary>
internal sealed class Cnn : Module<Variable, Variable>
{
    private readonly Conv2d _conv1 = new(1, 16, kernelSize: 3, padding: 1);
    private readonly BatchNorm2d _norm1 = new(16);
    private readonly Conv2d _conv2 = new(16, 32, kernelSize: 3, padding: 1);
    private readonly BatchNorm2d _norm2 = new(32);
    private readonly Dropout _dropout = new(0.25);
    private readonly Linear _fc1 = new(32 * 49, 64);
    private readonly Linear _fc2 = new(64, 10);

    protected override Variable Forward(Variable x)
    {
        x = F.MaxPool2d(F.Relu(_norm1.Call(_conv1.Call(x))), 2);
        x = F.MaxPool2d(F.Relu(_norm2.Call(_conv2.Call(x))), 2);
        return _fc2.Call(_dropout.Call(F.Relu(_fc1.Call(x.Flatten(1)))));
    }
}
