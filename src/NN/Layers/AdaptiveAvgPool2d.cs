using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Averages of windows that fill a given output size. PyTorch: torch.nn.AdaptiveAvgPool2d.</summary>
/// <param name="outputSize">Height and width of the output; 1 averages whole planes.</param>
public sealed class AdaptiveAvgPool2d(Size2 outputSize) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => $"AdaptiveAvgPool2d {outputSize.Height}x{outputSize.Width}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.AdaptiveAvgPool2d(x, outputSize);
}
