using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>The largest value of each window. PyTorch: torch.nn.MaxPool2d.</summary>
/// <param name="kernelSize">Size of the window.</param>
/// <param name="stride">Steps of the window. Default kernelSize.</param>
/// <param name="padding">Minus infinity around the input, at most half the kernel. Default 0.</param>
/// <param name="dilation">Distance of the window's elements. Default 1.</param>
/// <param name="ceilMode">Whether the output size is rounded up. Default false.</param>
public sealed class MaxPool2d(Size2 kernelSize, Size2? stride = null, Size2? padding = null, Size2? dilation = null, bool ceilMode = false) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => $"MaxPool2d {kernelSize.Height}x{kernelSize.Width}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.MaxPool2d(x, kernelSize, stride, padding, dilation, ceilMode);
}
