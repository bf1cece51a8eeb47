using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>The average of each window. PyTorch: torch.nn.AvgPool2d.</summary>
/// <param name="kernelSize">Size of the window.</param>
/// <param name="stride">Steps of the window. Default kernelSize.</param>
/// <param name="padding">Zeros around the input, at most half the kernel. Default 0.</param>
/// <param name="ceilMode">Whether the output size is rounded up. Default false.</param>
/// <param name="countIncludePad">Whether the zeros count. Default true.</param>
/// <param name="divisorOverride">What sums are divided by instead of the window's size. Default null.</param>
public sealed class AvgPool2d(Size2 kernelSize, Size2? stride = null, Size2? padding = null, bool ceilMode = false, bool countIncludePad = true, int? divisorOverride = null)
    : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => $"AvgPool2d {kernelSize.Height}x{kernelSize.Width}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.AvgPool2d(x, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);
}
