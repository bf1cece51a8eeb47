using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>One-dimensional convolution (cross-correlation). PyTorch: torch.nn.Conv1d.</summary>
/// <remarks>Shapes: [N, inChannels, L] → [N, outChannels, L'], or without N. Initial values: U(-1/√fan, 1/√fan), fan = inChannels / groups · kernelSize.</remarks>
public sealed class Conv1d : Module<Variable, Variable>
{
    private readonly int _kernelSize;
    private readonly int _stride;
    private readonly Padding _padding;
    private readonly int _dilation;
    private readonly int _groups;
    private readonly PaddingMode _paddingMode;

    /// <summary>Creates the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Size of the window.</param>
    /// <param name="stride">Steps of the window. Default 1.</param>
    /// <param name="padding">Elements around the input, or Padding.Same. Default 0.</param>
    /// <param name="dilation">Distance of the kernel's elements. Default 1.</param>
    /// <param name="groups">Blocks of channels that do not see one another; divides both channel counts. Default 1.</param>
    /// <param name="bias">Whether a bias is added. Default true.</param>
    /// <param name="paddingMode">What the padding holds. Default zeros.</param>
    /// <param name="generator">Source of the initial values. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ArgumentException">A size is not positive, or groups does not divide the channels.</exception>
    public Conv1d(
        int inChannels, int outChannels, int kernelSize, int stride = 1, Padding padding = default, int dilation = 1, int groups = 1, bool bias = true,
        PaddingMode paddingMode = PaddingMode.Zeros, Generator? generator = null)
    {
        LayerArguments.Channels("Conv1d", inChannels, outChannels, groups);
        Errors.Require(kernelSize >= 1, "Conv1d", nameof(kernelSize), kernelSize, "1 or more");
        _kernelSize = kernelSize;
        _stride = stride;
        _padding = padding;
        _dilation = dilation;
        _groups = groups;
        _paddingMode = paddingMode;
        Weight = new Parameter(Tensor.Empty([outChannels, inChannels / groups, kernelSize]));
        Bias = bias ? new Parameter(Tensor.Empty([outChannels])) : null;
        Init.Default(Weight, Bias, generator);
    }

    /// <summary>The kernel, [outChannels, inChannels / groups, kernelSize].</summary>
    public Parameter Weight { get; }

    /// <summary>The bias, [outChannels], or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"Conv1d {Weight.Shape[1] * _groups}->{Weight.Shape[0]}, kernel {_kernelSize}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x)
    {
        if (_paddingMode == PaddingMode.Zeros)
        {
            return F.Conv1d(x, Weight, Bias, _stride, _padding, _dilation, _groups);
        }

        (int left, int right) = Padding.Split(_padding.IsSame, _padding.Size.Width, _kernelSize, _dilation);
        return F.Conv1d(LayerArguments.Padded(x, _paddingMode, left, right), Weight, Bias, _stride, 0, _dilation, _groups);
    }
}
