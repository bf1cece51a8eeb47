using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>The average of each window along the last dimension. PyTorch: torch.nn.AvgPool1d.</summary>
/// <param name="kernelSize">Size of the window.</param>
/// <param name="stride">Steps of the window. Default kernelSize.</param>
/// <param name="padding">Zeros on both ends, at most half the kernel. Default 0.</param>
/// <param name="ceilMode">Whether the output size is rounded up. Default false.</param>
/// <param name="countIncludePad">Whether the zeros count. Default true.</param>
public sealed class AvgPool1d(int kernelSize, int? stride = null, int padding = 0, bool ceilMode = false, bool countIncludePad = true) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => $"AvgPool1d {kernelSize}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.AvgPool1d(x, kernelSize, stride, padding, ceilMode, countIncludePad);
}
