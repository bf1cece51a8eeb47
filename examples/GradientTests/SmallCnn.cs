using AutoGrad;
using AutoGrad.NN;

namespace GradientTests;

/// <summary>Images of one channel, 6 × 6, to three classes: convolution, batch norm, our own activation, dropout, linear.</summary>
internal sealed class SmallCnn : Module<Variable, Variable>
{
    private readonly Conv2d _conv = new(1, 4, 3, padding: 1);
    private readonly BatchNorm2d _norm = new(4);
    private readonly MaxPool2d _pool = new(2);
    private readonly Dropout _dropout = new(0.1);
    private readonly Linear _head = new(4 * 3 * 3, 3);

    protected override Variable Forward(Variable images)
    {
        Variable x = new Bump().Apply(_norm.Call(_conv.Call(images)));
        return _head.Call(_dropout.Call(_pool.Call(x).Flatten(1)));
    }
}
