using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Two-dimensional transposed convolution: the gradient of <see cref="Conv2d"/> with respect to its input, as a layer. PyTorch: torch.nn.ConvTranspose2d.</summary>
/// <remarks>Shapes: [N, inChannels, H, W] → [N, outChannels, H', W']. Initial values: U(-1/√fan, 1/√fan), fan = outChannels / groups · kernelH · kernelW, as PyTorch computes it.</remarks>
public sealed class ConvTranspose2d : Module<Variable, Variable>
{
    private readonly Size2 _kernelSize;
    private readonly Size2 _stride;
    private readonly Size2 _padding;
    private readonly Size2 _outputPadding;
    private readonly Size2 _dilation;
    private readonly int _groups;

    /// <summary>Creates the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Size of the window.</param>
    /// <param name="stride">Steps of the window in the output. Default 1.</param>
    /// <param name="padding">Rows and columns cut from each side of the output. Default 0.</param>
    /// <param name="outputPadding">Rows and columns added at the end of the output, below the stride or the dilation. Default 0.</param>
    /// <param name="groups">Blocks of channels that do not see one another. Default 1.</param>
    /// <param name="bias">Whether a bias is added. Default true.</param>
    /// <param name="dilation">Distance of the kernel's elements. Default 1.</param>
    /// <param name="generator">Source of the initial values. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ArgumentException">A size is not positive, or groups does not divide the channels.</exception>
    public ConvTranspose2d(
        int inChannels, int outChannels, Size2 kernelSize, Size2? stride = null, Size2? padding = null, Size2? outputPadding = null, int groups = 1, bool bias = true,
        Size2? dilation = null, Generator? generator = null)
    {
        LayerArguments.Channels("ConvTranspose2d", inChannels, outChannels, groups);
        LayerArguments.Positive("ConvTranspose2d", nameof(kernelSize), kernelSize);
        _kernelSize = kernelSize;
        _stride = stride ?? 1;
        _padding = padding ?? 0;
        _outputPadding = outputPadding ?? 0;
        _dilation = dilation ?? 1;
        _groups = groups;
        Weight = new Parameter(Tensor.Empty([inChannels, outChannels / groups, kernelSize.Height, kernelSize.Width]));
        Bias = bias ? new Parameter(Tensor.Empty([outChannels])) : null;
        Init.Default(Weight, Bias, generator);
    }

    /// <summary>The kernel, [inChannels, outChannels / groups, kernelH, kernelW].</summary>
    public Parameter Weight { get; }

    /// <summary>The bias, [outChannels], or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"ConvTranspose2d {Weight.Shape[0]}->{Weight.Shape[1] * _groups}, {_kernelSize.Height}x{_kernelSize.Width}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.ConvTranspose2d(x, Weight, Bias, _stride, _padding, _outputPadding, _groups, _dilation);
}
