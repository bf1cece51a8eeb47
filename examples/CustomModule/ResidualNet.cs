using AutoGrad;
using AutoGrad.NN;
using F = AutoGrad.NN.Functional;

namespace CustomModule;

/// <summary>x + W₂ relu(W₁ norm(x)).</summary>
internal sealed class Block(int width) : Module<Variable, Variable>
{
    private readonly LayerNorm _norm = new([width]);
    private readonly Linear _up = new(width, 2 * width);
    private readonly Linear _down = new(2 * width, width);

    protected override Variable Forward(Variable x) => x + _down.Call(F.Relu(_up.Call(_norm.Call(x))));
}

/// <summary>One number in, one number out, blocks between.</summary>
internal sealed class ResidualNet(int width, int depth) : Module<Variable, Variable>
{
    private readonly Linear _in = new(1, width);
    private readonly Block[] _blocks = [.. Enumerable.Range(0, depth).Select(_ => new Block(width))];
    private readonly Linear _out = new(width, 1);

    protected override Variable Forward(Variable x)
    {
        x = _in.Call(x);
        foreach (Block block in _blocks)
        {
            x = block.Call(x);
        }

        return _out.Call(x);
    }
}
