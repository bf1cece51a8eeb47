using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>The largest value of each window along the last dimension. PyTorch: torch.nn.MaxPool1d.</summary>
/// <param name="kernelSize">Size of the window.</param>
/// <param name="stride">Steps of the window. Default kernelSize.</param>
/// <param name="padding">Minus infinity on both ends, at most half the kernel. Default 0.</param>
/// <param name="dilation">Distance of the window's elements. Default 1.</param>
/// <param name="ceilMode">Whether the output size is rounded up. Default false.</param>
public sealed class MaxPool1d(int kernelSize, int? stride = null, int padding = 0, int dilation = 1, bool ceilMode = false) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => $"MaxPool1d {kernelSize}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.MaxPool1d(x, kernelSize, stride, padding, dilation, ceilMode);
}
