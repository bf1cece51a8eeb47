using AutoGrad;
using AutoGrad.NN;
using F = AutoGrad.NN.Functional;

namespace Digits;

/// <summary>Two convolutions with batch normalisation, one hidden layer with dropout: 8 x 8 images to ten scores.</summary>
internal sealed class Net : Module<Variable, Variable>
{
    private readonly Conv2d _conv1 = new(1, 24, kernelSize: 3, padding: 1);
    private readonly BatchNorm2d _norm1 = new(24);
    private readonly Conv2d _conv2 = new(24, 48, kernelSize: 3, padding: 1);
    private readonly BatchNorm2d _norm2 = new(48);
    private readonly Dropout _dropout = new(0.3);
    private readonly Linear[] _fc = [new(48 * 4, 96), new(96, 10)];

    protected override Variable Forward(Variable x)
    {
        x = F.MaxPool2d(F.Relu(_norm1.Call(_conv1.Call(x))), 2);
        x = F.MaxPool2d(F.Relu(_norm2.Call(_conv2.Call(x))), 2);
        x = F.Relu(_fc[0].Call(x.Flatten(1)));
        return _fc[1].Call(_dropout.Call(x));
    }
}
