using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Zeros around an image. PyTorch: torch.nn.ZeroPad2d.</summary>
/// <param name="left">Columns on the left; negative ones are cut off.</param>
/// <param name="right">Columns on the right.</param>
/// <param name="top">Rows above.</param>
/// <param name="bottom">Rows below.</param>
public sealed class ZeroPad2d(int left, int right, int top, int bottom) : Module<Variable, Variable>
{
    /// <summary>The same on all four sides.</summary>
    /// <param name="padding">Rows and columns; negative ones are cut off.</param>
    public ZeroPad2d(int padding) : this(padding, padding, padding, padding)
    {
    }

    /// <inheritdoc/>
    public override string Description => $"ZeroPad2d {left}, {right}, {top}, {bottom}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Pad(x, [left, right, top, bottom]);
}
